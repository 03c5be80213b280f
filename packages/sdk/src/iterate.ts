/** One page of a list, as every list of the API answers. */
export interface PageOf<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/**
 * Walks a list to its end, asking for a page when the one before is used up.
 *
 * @example for await (const tag of iteratePages((cursor) => client.tags.list({ cursor }))) console.log(tag.name)
 */
export async function* iteratePages<T>(
  fetchPage: (cursor: string | undefined) => Promise<PageOf<T>>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined
  do {
    const page: PageOf<T> = await fetchPage(cursor)
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
