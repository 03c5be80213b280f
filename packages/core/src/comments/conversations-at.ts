import type { CallContext } from '../context.ts'
import { type CommentCondition, conversationsOf } from './comment.readable.ts'

/** The same as `conversationsOf`, and none where comments are off and nothing was written by links: pages ask nothing for what is not there. */
export const conversationsAt = async (
  { gallery, rights }: Pick<CallContext, 'gallery' | 'rights'>,
  isOn: boolean,
): Promise<CommentCondition | null> => {
  const isAny = isOn || rights.linkId !== null || (await gallery.lookups.hasLinkComments(rights.commit))
  return isAny ? conversationsOf(rights, isOn) : null
}
