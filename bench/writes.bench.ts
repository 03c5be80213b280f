import { systemActor } from '../packages/core/src/access/actor.ts'
import { recordPhotos } from '../packages/core/src/ingest/record-photos.ts'
import { transact } from '../packages/core/src/transaction.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { openRecording } from './kernel/open-gallery.ts'
import { askedScale, type Scale, scales } from './kernel/scale.ts'
import { createDrafts } from './seed/drafts.ts'
import { type KeptSeeds, openKeptSeeds } from './seed/kept-seeds.ts'

/**
 * Photos recorded in batches through the core's import path without media work, into a gallery of `--scale` photos on `--database`,
 * against one of a thousand. After all others: what is written stays.
 */
interface Side {
  readonly insert: (photos: number) => Promise<void>
  readonly close: () => Promise<void>
}
interface State {
  readonly seeds: KeptSeeds
  readonly small: Side
  readonly large: Side
}

/** As somebody writes them who has the rows already: the pages of the indexes that a batch shares are written once. */
const batchSize = 2_500

const openSide = async (seeds: KeptSeeds, scale: Scale, { folder, random }: BenchWorld): Promise<Side> => {
  const { support } = await seeds.open(scale, folder)
  await seeds.spoil(scale)
  const { context, close } = await openRecording(support())
  const draft = createDrafts(random, scale.albums)
  return {
    insert: async (photos) => {
      for (let done = 0; done < photos; done += batchSize) {
        const drafts = Array.from({ length: batchSize }, draft)
        await transact(context, systemActor('bench'), (unit) => recordPhotos(context, unit, drafts, 'sync'))
      }
    },
    close,
  }
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'writes.bulk-insert',
    unit: 'per-second',
    better: 'higher',
    limits: { value: 5_000, ratio: 0.5 },
    rounds: 7,
    warmUpRounds: 2,
    times: 2_500,
    setup: async (world) => {
      const { scale, database } = askedScale()
      const seeds = await openKeptSeeds(database)
      return { seeds, small: await openSide(seeds, scales['1k'], world), large: await openSide(seeds, scale, world) }
    },
    teardown: async ({ seeds, small, large }) => {
      await small.close()
      await large.close()
      await seeds.close()
    },
    baseline: ({ small }, times) => small.insert(times),
    subject: ({ large }, times) => large.insert(times),
  }),
]
