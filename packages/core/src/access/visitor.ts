/** Who says something of a photo: a user, or whoever comes by a link. */
export type Visitor = { readonly userId: number } | { readonly linkId: number }

/** Where rows say which of them they are of. */
export const visitorKey = (visitor: Visitor): { readonly column: 'user_id' | 'link_id'; readonly id: number } =>
  'userId' in visitor ? { column: 'user_id', id: visitor.userId } : { column: 'link_id', id: visitor.linkId }
