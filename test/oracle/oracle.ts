import fc from 'fast-check'
import { it } from 'vitest'
import type { DialectContext } from '../../packages/core/test/dialects.ts'
import { apply, edits } from './edits.ts'
import { actorOf, withPeople, write } from './gallery.ts'
import { modelOf } from './model.ts'
import type { ModelActor, World } from './model.types.ts'
import { outcomeOf, subjectOf } from './subject.ts'
import { albums, hiddenAlbums, roots } from './surfaces/albums.ts'
import { albumsAround, bestAndRandom, calendar, combined, facets, tagsAround } from './surfaces/browse.ts'
import { albumLists, neighbours, orders, references, searches, tagLists } from './surfaces/lists.ts'
import { derivatives, photos } from './surfaces/photos.ts'
import { sdk } from './surfaces/sdk.ts'
import { actors, worlds } from './worlds.ts'

const surfaces = {
  orders,
  albumLists,
  tagLists,
  searches,
  references,
  neighbours,
  combined,
  albums,
  roots,
  hiddenAlbums,
  photos,
  derivatives,
  facets,
  calendar,
  tagsAround,
  albumsAround,
  bestAndRandom,
  sdk,
}

/**
 * Random galleries, each looked at by random actors, changed through the services, and looked at again: every surface must say what
 * the model says. The seed is printed on failure and the world made as small as can be; `VITRINE_TEST_SEED` repeats a run,
 * `VITRINE_TEST_GRAPHS` makes it shorter or longer.
 */
export const oracle = (
  { openTestGallery }: DialectContext,
  options: {
    graphs: number
    timeoutMs: number
    /** The looks before the last one are at every so-manieth surface, by turns. Default 6. */
    firstLookAtEach?: number
  },
): void => {
  const { firstLookAtEach = 6 } = options
  const graphs = Number(process.env.VITRINE_TEST_GRAPHS ?? options.graphs)
  it(`AZ-28, AZ-35: answers ${graphs} random galleries as a plain model does, on every surface`, {
    timeout: options.timeoutMs,
  }, async () => {
    const gallery = await withPeople(await openTestGallery())
    let first = 1
    const compare = async (world: World, asked: ModelActor, isWhole: boolean) => {
      const as = gallery.gallery.as(actorOf(gallery, asked))
      if (asked.kind === 'link' && world.links[asked.link]?.isRevoked) {
        const refused = await outcomeOf(as.photos.list())
        if (refused !== 'UNAUTHENTICATED') throw new Error(`A revoked link: ${refused}`)
        return
      }
      const subject = subjectOf({ gallery, as, asked, world, model: modelOf(world, asked), first })
      const asks = Object.entries(surfaces).map(async ([name, check], index) => {
        if (!isWhole && (index + Math.floor(first / 100)) % firstLookAtEach !== 0) return
        try {
          await check(subject)
        } catch (error) {
          throw new Error(`${name} for ${JSON.stringify(asked)}: ${(error as Error).message}`, { cause: error })
        }
      })
      // All at once, as visitors come; each has ended before the gallery is changed.
      const failed = (await Promise.allSettled(asks)).find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    }
    const seed = process.env.VITRINE_TEST_SEED
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.array(actors, { minLength: 1, maxLength: 2 }),
        fc.array(edits, { maxLength: 3 }),
        async (drawn, asked, changes) => {
          first += 100
          await write(gallery, drawn, first)
          // The last look is at every surface; those before it, which fill the caches, at a few, by turns.
          for (const [look, actor] of asked.entries()) await compare(drawn, actor, look === 0 && changes.length === 0)
          let world = drawn
          for (const change of changes) world = await apply(gallery, world, first, change)
          if (changes.length > 0) await compare(world, asked[0] as ModelActor, true)
        },
      ),
      { numRuns: graphs, ...(seed ? { seed: Number(seed) } : {}) },
    )
  })
}
