import type { Contract } from '@vitrine/sdk/contract'
import { openApiDocument } from '../../openapi/document.ts'
import type { Handlers } from '../handler.types.ts'
import { account } from './account.ts'
import { activity } from './activity.ts'
import { albums } from './albums.ts'
import { archives } from './archives.ts'
import { batches } from './batches.ts'
import { browse } from './browse.ts'
import { comments } from './comments.ts'
import { derivatives } from './derivatives.ts'
import { events, webhooks } from './events.ts'
import { favourites } from './favourites.ts'
import { fields } from './fields.ts'
import { history } from './history.ts'
import { identities } from './identities.ts'
import { jobs } from './jobs.ts'
import { keys } from './keys.ts'
import { library } from './library.ts'
import { mail } from './mail.ts'
import { metadata } from './metadata.ts'
import { news } from './news.ts'
import { passkeys } from './passkeys.ts'
import { groups, roles, users } from './people.ts'
import { fileRules, formats, versions } from './photo-files.ts'
import { photos } from './photos.ts'
import { plugins } from './plugins.ts'
import { ratings } from './ratings.ts'
import { recovery, registration } from './registration.ts'
import { reviews } from './reviews.ts'
import { rights, shares, viewAs } from './rights.ts'
import { secondFactor } from './second-factor.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { storage } from './storage.ts'
import { tables } from './tables.ts'
import { tags } from './tags.ts'
import { themes } from './themes.ts'
import { tools } from './tools.ts'

export const handlers = {
  session,
  viewAs,
  account,
  registration,
  recovery,
  mail,
  albums,
  photos,
  archives,
  activity,
  batches,
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
  secondFactor,
  passkeys,
  identities,
  keys,
  reviews,
  shares,
  favourites,
  ratings,
  comments,
  news,
  rights,
  library,
  storage,
  tables,
  plugins,
  tools,
  events,
  webhooks,
  openapi: { get: async ({ context }) => openApiDocument({ basePath: context.links.basePath }) },
} satisfies Handlers<Contract>
