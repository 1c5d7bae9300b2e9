/** Why a row cannot become a purchase. */
export class BadCell extends Error {
  override readonly name = 'BadCell';
}
