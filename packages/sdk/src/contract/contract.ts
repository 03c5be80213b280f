import { albums } from './operations/albums.ts'
import { library } from './operations/library.ts'
import { openapi } from './operations/openapi.ts'
import { photos } from './operations/photos.ts'
import { session } from './operations/session.ts'
import { tags } from './operations/tags.ts'
import { groups, users } from './operations/users.ts'

/** Everything the API can do, group by group. */
export const contract = { session, albums, photos, tags, users, groups, library, openapi }
export type Contract = typeof contract
