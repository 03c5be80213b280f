import type { Comment as CoreComment } from '@vitrine/core'
import type { Comment } from '@vitrine/sdk/contract'

export const toComment = ({ author, ...comment }: CoreComment): Comment => ({
  id: comment.id,
  photoId: comment.photoId,
  albumId: comment.albumId,
  threadId: comment.threadId,
  parentId: comment.parentId,
  author: { userId: author.userId, name: author.name },
  linkId: comment.linkId,
  body: comment.body,
  state: comment.state,
  createdAt: comment.createdAt,
  editedAt: comment.editedAt,
  mayEdit: comment.mayEdit,
  mayRemove: comment.mayRemove,
  mayApprove: comment.mayApprove,
  mayReply: comment.mayReply,
})
