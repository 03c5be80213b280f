import { account } from './operations/account.ts'
import { activity } from './operations/activity.ts'
import { albums } from './operations/albums.ts'
import { archives } from './operations/archives.ts'
import { batches } from './operations/batches.ts'
import { browse } from './operations/browse.ts'
import { comments } from './operations/comments.ts'
import { derivatives } from './operations/derivatives.ts'
import { events } from './operations/events.ts'
import { favourites } from './operations/favourites.ts'
import { fields } from './operations/fields.ts'
import { groups } from './operations/groups.ts'
import { history } from './operations/history.ts'
import { identities } from './operations/identities.ts'
import { jobs } from './operations/jobs.ts'
import { keys } from './operations/keys.ts'
import { library } from './operations/library.ts'
import { mail } from './operations/mail.ts'
import { metadata } from './operations/metadata.ts'
import { news } from './operations/news.ts'
import { openapi } from './operations/openapi.ts'
import { passkeys } from './operations/passkeys.ts'
import { fileRules, formats, versions } from './operations/photo-files.ts'
import { photos } from './operations/photos.ts'
import { plugins } from './operations/plugins.ts'
import { ratings } from './operations/ratings.ts'
import { recovery, registration } from './operations/registration.ts'
import { reviews } from './operations/reviews.ts'
import { rights, roles } from './operations/rights.ts'
import { secondFactor } from './operations/second-factor.ts'
import { session, viewAs } from './operations/session.ts'
import { settings } from './operations/settings.ts'
import { shares } from './operations/shares.ts'
import { storage } from './operations/storage.ts'
import { tables } from './operations/tables.ts'
import { tags } from './operations/tags.ts'
import { themes } from './operations/themes.ts'
import { tools } from './operations/tools.ts'
import { users } from './operations/users.ts'
import { webhooks } from './operations/webhooks.ts'

/** Everything the API can do, group by group. */
export const contract = {
  session,
  viewAs,
  account,
  registration,
  recovery,
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
  openapi,
}
export type Contract = typeof contract
