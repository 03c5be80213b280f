import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Rights, sees } from '../access/rights.ts'
import { compileQuery } from '../query/compile.ts'
import { like, patternOf, standsInTexts } from '../query/compile-text.ts'
import type { AskContext } from './ask-context.ts'
import { add, addSlots, emptyBits, remove, toSlots } from './bits.ts'
import type { Bits } from './catalogue.types.ts'
import type { Leaf } from './evaluation.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'
import { textCandidates } from './text-candidates.ts'
import { keyOfRights } from './visible.ts'

/** Bytes of the answers kept: some 250 at a million photos. */
const maxBytes = 32 * 1024 * 1024
/** Changed photos asked for one by one; for more the whole is asked anew. */
const maxPatched = 2_000
const idsPerRead = 1_000
/** Width of the ranges of ids that the whole gallery is gone through in. */
const idsPerRange = 20_000
const maxAtOnce = 5_000

interface Answer {
  readonly catalogue: MemoryCatalogue
  readonly revision: number
  readonly bits: Bits
}

/** Answers that the database gave to conditions on photos, kept and brought up to date by asking for the photos that changed. */
export const createAsked = (context: AskContext) => {
  const cache = new LRUCache<string, Answer>({
    maxSize: maxBytes,
    sizeCalculation: ({ bits }) => bits.words.byteLength + 200,
  })
  const asking = new Map<string, Promise<Answer>>()

  const answer = async (leaf: Leaf, rights: Rights, catalogue: MemoryCatalogue, key: string): Promise<Answer> => {
    const { revision } = catalogue.journal
    const known = cache.get(key)
    const steps = known?.catalogue === catalogue ? catalogue.journal.since(known.revision) : null
    const changed = steps?.reduce((sum, step) => sum + step.length, 0) ?? Number.POSITIVE_INFINITY
    const bits =
      known && steps && changed <= maxPatched
        ? await patch(context, leaf, { rights, catalogue, old: known.bits, steps })
        : await ask(context, leaf, rights, catalogue)
    return { catalogue, revision, bits }
  }

  return async (leaf: Leaf, rights: Rights, catalogue: MemoryCatalogue): Promise<Bits> => {
    // Visits are counted without a commit, names of albums change without a change of their photos.
    const isKept =
      !(leaf.type === 'number' && leaf.field === 'visits') && !(leaf.type === 'text' && leaf.field === 'album')
    if (!isKept) return ask(context, leaf, rights, catalogue)
    const key = JSON.stringify([leaf, catalogue.wordsEpoch])
    const known = cache.get(key)
    if (known?.catalogue === catalogue && known.revision === catalogue.journal.revision) return known.bits
    const busyKey = `${key}${catalogue.journal.revision}${keyOfRights(rights)}`
    let mine = asking.get(busyKey)
    if (!mine) {
      mine = answer(leaf, rights, catalogue, key).finally(() => asking.delete(busyKey))
      asking.set(busyKey, mine)
    }
    const result = await mine
    cache.set(key, result)
    return result.bits
  }
}

/** Adds those photos of some slots that meet a condition, which is made for each thousand of them. */
const addMatching = async (
  { db, dialect, pause }: AskContext,
  bits: Bits,
  { slots, catalogue }: { slots: ArrayLike<number>; catalogue: MemoryCatalogue },
  conditionOn: (ids: readonly number[]) => ReturnType<typeof compileQuery>,
): Promise<void> => {
  for (let start = 0; start < slots.length; start += idsPerRead) {
    if (start > 0) await pause()
    const ids = Array.from(
      { length: Math.min(idsPerRead, slots.length - start) },
      (_, index) => catalogue.ids[slots[start + index] as number] as number,
    )
    const condition = conditionOn(ids)
    const rows = await db
      .selectFrom('photos')
      .select('photos.id')
      .where('photos.id', 'in', dialect.idList(ids))
      .where((eb) => (condition ? condition(eb) : eb.lit(true)))
      .execute()
    addIds(bits, catalogue, rows)
  }
}

const patch = async (
  context: AskContext,
  leaf: Leaf,
  {
    rights,
    catalogue,
    old,
    steps,
  }: { rights: Rights; catalogue: MemoryCatalogue; old: Bits; steps: readonly Int32Array[] },
): Promise<Bits> => {
  const bits = emptyBits(catalogue.slots)
  bits.words.set(old.words)
  // Neighbours together: their words are.
  const slots = [...new Set(steps.flatMap((step) => Array.from(step)))].sort((a, b) => a - b)
  for (const slot of slots) remove(bits, slot)
  const { dialect } = context
  await addMatching(context, bits, { slots, catalogue }, (among) => compileQuery(leaf, { rights, dialect, among }))
  return bits
}

const addIds = (bits: Bits, catalogue: MemoryCatalogue, rows: readonly { id: number }[]): void => {
  for (const { id } of rows) {
    const slot = catalogue.slotOf(id)
    if (slot !== undefined && slot >>> 5 < bits.words.length) add(bits, slot)
  }
}

const ask = async (context: AskContext, leaf: Leaf, rights: Rights, catalogue: MemoryCatalogue): Promise<Bits> => {
  const { db, dialect } = context
  const bits = emptyBits(catalogue.slots)
  if (leaf.type === 'text' && leaf.field === 'album') {
    const named = await db
      .selectFrom('albums')
      .select('id')
      .where(like(sql.ref('name_words'), patternOf(leaf)))
      .execute()
    for (const { id } of named) if (sees(rights, id)) addSlots(bits, catalogue.inAlbum(id))
    return bits
  }
  if (leaf.type === 'text') {
    const found = await textCandidates(context, leaf, catalogue)
    if (found && !found.needsText) return found.bits
    if (found) {
      await addMatching(context, bits, { slots: toSlots(found.bits), catalogue }, () => (eb) => standsInTexts(eb, leaf))
      return bits
    }
  }
  const condition = compileQuery(leaf, { rights, dialect })
  const fitting = db
    .selectFrom('photos')
    .select('photos.id')
    .where((eb) => (condition ? condition(eb) : eb.lit(true)))
  if (leaf.type !== 'text') {
    // Few are found along an index; many are found soon.
    const some = await fitting.limit(maxAtOnce + 1).execute()
    if (some.length <= maxAtOnce) {
      addIds(bits, catalogue, some)
      return bits
    }
  }
  for (let from = 0; from < catalogue.maxId; from += idsPerRange) {
    if (from > 0) await context.pause()
    const rows = await fitting
      .where('photos.id', '>', from)
      .where('photos.id', '<=', from + idsPerRange)
      .execute()
    addIds(bits, catalogue, rows)
  }
  return bits
}
