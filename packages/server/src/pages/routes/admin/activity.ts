import { requireAdmin } from '../../guard.ts'
import type { PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { dayIn, idIn, readCursor } from '../../query.ts'
import { type ActivityQuery, activitySubjects, toAdminActivityView } from '../../view-models/admin/activity.ts'

const entriesPerPage = 100
const dayMs = 86_400_000

/** `/admin/activity`: who changed what. */
export const registerAdminActivity = (router: PageRouter, pages: PagesContext): void => {
  const { t } = pages

  router.get('/admin/activity', async (request) => {
    await requireAdmin(request)
    const { gallery } = request
    const query = readQuery(request)
    const page = await gallery.activity.list({
      limit: entriesPerPage,
      cursor: readCursor(request.query),
      types: query.what === null ? undefined : [`${query.what}.*`],
      subjectId: query.id ?? undefined,
      userId: query.by ?? undefined,
      from: query.from === '' ? undefined : startOf(query.from),
      // Up to a day is with that day.
      to: query.to === '' ? undefined : startOf(query.to, 1),
    })
    const by = query.by === null ? undefined : page.items.find(({ actor }) => actor.kind === 'user')?.actor.name
    const about = query.id === null ? undefined : page.items[0]?.subject.name
    return {
      page: 'admin-activity',
      view: toAdminActivityView(
        page,
        query,
        [
          ...(query.by === null ? [] : [t('activity.by', { name: by ?? `${query.by}` })]),
          ...(query.id === null ? [] : [t('activity.about', { name: about ?? `${query.id}` })]),
        ],
        pages,
      ),
      head: { title: t('activity.title'), section: 'manage', noIndex: true },
      keep: false,
    }
  })
}

/** What is asked for, as far as it makes sense: the rest of an address is as if it were not there. */
const readQuery = ({ query }: PageRequest): ActivityQuery => {
  const what = activitySubjects.find((subject) => subject === query.get('what')) ?? null
  // An id is one of some kind.
  return {
    what,
    id: what === null ? null : idIn(query, 'id'),
    by: idIn(query, 'by'),
    from: dayIn(query, 'from'),
    to: dayIn(query, 'to'),
  }
}

const startOf = (day: string, more = 0): string => new Date(Date.parse(day) + more * dayMs).toISOString()
