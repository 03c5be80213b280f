import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import { Tag, TagListQuery, TagPage } from '../schemas/tag.ts'

export const tags = {
  list: defineOperation({
    id: 'tags.list',
    ...routes.tags.list,
    summary: 'Tags of photos that the asker may see, by name.',
    input: { query: TagListQuery },
    output: TagPage,
    status: 200,
    errors: ['CURSOR_INVALID'],
    auth: 'public',
    csrf: false,
  }),
  get: defineOperation({
    id: 'tags.get',
    ...routes.tags.get,
    summary: 'One tag.',
    input: { params: IdParams },
    output: Tag,
    status: 200,
    errors: ['TAG_NOT_FOUND'],
    auth: 'public',
    csrf: false,
  }),
}
