import type { Contract } from '@vitrine/sdk/contract'
import type { Rows } from './row.ts'
import {
  account,
  identities,
  keys,
  news,
  passkeys,
  recovery,
  rights,
  secondFactor,
  session,
  viewAs,
} from './rows/account.ts'
import {
  activity,
  derivatives,
  fileRules,
  history,
  jobs,
  library,
  mail,
  metadata,
  plugins,
  settings,
  storage,
  themes,
  tools,
  webhooks,
} from './rows/administration.ts'
import { albums } from './rows/albums.ts'
import { browse, events, openapi } from './rows/browse.ts'
import { groups, registration, roles, users } from './rows/people.ts'
import { archives, batches, formats, photos, tables, versions } from './rows/photos.ts'
import { comments, favourites, ratings, reviews, shares } from './rows/sharing.ts'
import { fields, tags } from './rows/tags.ts'

/**
 * Who may do what: a row for each operation of the contract. What is expected follows from the guides (rights, API keys, and that of
 * the noun), never from what the server answers.
 *
 * A new operation does not compile before it has its row, in the file of its noun in `rows/`:
 *
 * 1. `may`: one of `kinds.ts`, which says for everybody of `actors.ts` whether it is done or with which code it is refused.
 * 2. `send`: what is sent, with the ids of a `Subject`, so that the same can be asked about a thing that is not there.
 * 3. `uses`: the parts of the subject that a success uses up (deletes, moves away, replaces).
 * 4. `scope`, where the operation names several; `except`, for single actors, and `done`, where a success is a refusal, with the reason.
 *
 * A new noun gets an id in `Subject`, a `Part` that makes it, and a place in `ghost`.
 */
export const table = {
  session,
  viewAs,
  account,
  registration,
  recovery,
  secondFactor,
  passkeys,
  identities,
  mail,
  albums,
  photos,
  batches,
  archives,
  activity,
  history,
  jobs,
  settings,
  themes,
  metadata,
  versions,
  formats,
  fileRules,
  derivatives,
  tags,
  fields,
  browse,
  users,
  groups,
  roles,
  keys,
  shares,
  favourites,
  ratings,
  comments,
  news,
  reviews,
  rights,
  library,
  storage,
  tables,
  plugins,
  tools,
  events,
  webhooks,
  openapi,
} as const satisfies Rows<Contract>
