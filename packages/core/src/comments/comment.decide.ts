import { refusal, requireScope } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { transact, type Unit } from '../transaction.ts'
import { factsOf, tell, writeNews } from './comment.news.ts'
import { commentIds } from './comment.schema.ts'
import type { ToldComment } from './comment.store.ts'
import { isOwnComment } from './comment.views.ts'
import { deleteComments, emptyComments, lockThreads, selectThreadPlaces, showComments } from './comment.write.store.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import { requireComments } from './readable-comments.ts'
import { planRemoval, type ThreadPlace } from './removal-plan.ts'

/** Decides on all of these comments or on none; which of them is not for this actor is not said. */
const decide = async (
  context: CallContext,
  settings: CommentSettings,
  input: readonly number[],
  {
    may,
    work,
  }: {
    readonly may: (row: ToldComment, isModerator: boolean) => boolean
    readonly work: (unit: Unit, rows: readonly ToldComment[], places: readonly ThreadPlace[]) => Promise<void>
  },
): Promise<void> => {
  const { gallery, actor } = context
  requireScope(context, 'edit')
  const ids = [...new Set(validate(commentIds, input))]
  const { rows, isModerator } = await requireComments(context, settings, ids)
  if (!rows.every((row) => may(row, isModerator(row)))) throw refusal(actor)
  await transact(gallery, actor, async (unit) => {
    const threadIds = rows.map((row) => row.thread_id)
    await lockThreads(unit.db, unit.dialect, threadIds)
    const places = await selectThreadPlaces(unit.db, unit.dialect, threadIds)
    const states = new Map(places.map(({ id, state }) => [id, state]))
    // As they are by now.
    const now = rows.map((row) => ({ ...row, state: states.get(row.id) ?? ('removed' as const) }))
    if (now.some(({ state }) => state === 'removed')) throw new VitrineError('COMMENT_NOT_FOUND')
    await work(unit, now, places)
  })
}

export const approveComments = (
  context: CallContext,
  settings: CommentSettings,
  ids: readonly number[],
): Promise<void> =>
  decide(context, settings, ids, {
    may: (_row, isModerator) => isModerator,
    work: async (unit, rows) => {
      const waiting = rows.filter(({ state }) => state === 'pending')
      if (waiting.length === 0) return
      await showComments(
        unit.db,
        unit.dialect,
        waiting.map(({ id }) => id),
      )
      tell(
        unit,
        'approved',
        waiting.map((row) => factsOf({ ...row, state: 'shown' })),
      )
    },
  })

export const removeComments = (
  context: CallContext,
  settings: CommentSettings,
  ids: readonly number[],
): Promise<void> =>
  decide(context, settings, ids, {
    may: (row, isModerator) => isModerator || (settings.mayRemoveOwn && isOwnComment(context.rights, row)),
    work: async (unit, rows, places) => {
      const { emptied, deleted } = planRemoval(
        places,
        rows.map(({ id }) => id),
      )
      await emptyComments(unit.db, unit.dialect, emptied)
      await deleteComments(unit.db, unit.dialect, deleted)
      const comments = rows.map(factsOf)
      tell(unit, 'removed', comments)
      await writeNews(context, unit, settings, { kinds: ['removed'], comments })
    },
  })
