/** What is noted beside a committed offset. */
export interface PlaceNote {
  /** Of the topic that was read; null where it is not known. */
  readonly topicId: string | null;
  /** Event time up to which the partition said that it is complete; null where it has said nothing. */
  readonly watermark: number | null;
}

export const writeNote = (note: PlaceNote): string => JSON.stringify(note);

/** Another tool may have written the offset: then nothing is known beside it. */
export function readNote(text: string): PlaceNote {
  try {
    const { topicId, watermark } = JSON.parse(text) as { readonly topicId?: unknown; readonly watermark?: unknown };
    return {
      topicId: typeof topicId === 'string' ? topicId : null,
      watermark: typeof watermark === 'number' ? watermark : null,
    };
  } catch {
    return { topicId: null, watermark: null };
  }
}
