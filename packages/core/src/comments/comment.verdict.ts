import * as v from 'valibot'
import type { GalleryContext } from '../context.ts'
import { type Issue, VitrineError } from '../errors/vitrine-error.ts'
import type { CommentDraftFields, CommentVerdict } from '../hooks/payloads.ts'
import { line, validate } from '../input/validate.ts'
import type { Unit } from '../transaction.ts'
import { authorName, commentBody } from './comment.schema.ts'
import type { CommentSettings } from './comment-settings.types.ts'

/** Where somebody could be led to: `https://…`, `www.…`. */
const addresses = /(?:\b[a-z][a-z\d+.-]*:\/\/|\bwww\.)\S/gi

export interface Standing {
  /** Decides on the comments of what it writes on. */
  readonly isModerator: boolean
  /** Writes in the conversation of a link, among those who know each other. */
  readonly isOfLink: boolean
  readonly isGuest: boolean
}

/** What the gallery itself makes of a comment. */
const verdictOf = (
  { moderation, maxLinks }: CommentSettings,
  { isModerator, isOfLink, isGuest }: Standing,
  body: string,
): 'accept' | 'moderate' => {
  if (isModerator || isOfLink) return 'accept'
  if (moderation === 'all' || (moderation === 'guests' && isGuest)) return 'moderate'
  return (body.match(addresses)?.length ?? 0) > maxLinks ? 'moderate' : 'accept'
}

const strictness: readonly CommentVerdict[] = ['accept', 'moderate', 'reject']

/**
 * What becomes of a comment, with what plugins say to it.
 *
 * @throws {VitrineError} `HOOK_REJECTED`, also for a verdict that is none; `PLUGIN_FILTER_FAILED`; `INPUT_INVALID` for a text that a plugin spoilt
 */
export const judge = async (
  gallery: GalleryContext,
  unit: Unit,
  {
    settings,
    standing,
    draft,
  }: {
    readonly settings: CommentSettings
    readonly standing: Standing
    readonly draft: CommentDraftFields
  },
): Promise<{ readonly body: string; readonly authorName: string | null; readonly waits: boolean }> => {
  const verdict = verdictOf(settings, standing, draft.body)
  const filtered = await gallery.hooks.apply('comment.adding', { draft, verdict }, { actor: unit.actor })
  const strictest = Math.max(strictness.indexOf(verdict), toStrictness(filtered.verdict))
  if (strictness[strictest] === 'reject')
    throw new VitrineError('HOOK_REJECTED', { details: { hook: 'comment.adding' }, issues: toReason(filtered.reason) })
  const { body, authorName: name } = filtered.draft
  return {
    body: validate(commentBody, body),
    authorName: name === null ? null : validate(authorName, name),
    waits: strictness[strictest] === 'moderate',
  }
}

/** What a plugin says to the author; words that are none are left out. */
const toReason = (reason: unknown): Issue[] => {
  const { success, output } = v.safeParse(line(300), reason)
  return success ? [{ path: 'body', message: output }] : []
}

const toStrictness = (verdict: CommentVerdict): number =>
  strictness.includes(verdict) ? strictness.indexOf(verdict) : strictness.indexOf('reject')
