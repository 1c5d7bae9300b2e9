/** The list with a new one in the place of the one that it replaces, or at the end. */
export function inPlace<T>(list: readonly T[], one: T, isReplaced: (other: T) => boolean): readonly T[] {
  const index = list.findIndex(isReplaced);
  return index === -1 ? [...list, one] : list.with(index, one);
}
