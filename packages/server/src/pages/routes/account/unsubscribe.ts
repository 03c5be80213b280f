import { VitrineError } from '@vitrine/core'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import { type DoorView, toPlainDoor } from '../../view-models/account/door.ts'

/**
 * `/unsubscribe?token=…`: ends the letters of whoever has the key of one, signed in or not. To look at it changes nothing, since mail
 * programs follow links by themselves; a POST does, whatever it holds (RFC 8058): the key is what it takes.
 */
export const registerUnsubscribe = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  const answer = (view: DoorView): PageAnswer => ({
    page: 'door',
    view,
    head: { title: view.title, section: 'account', noIndex: true },
    status: 200,
    keep: false,
  })
  const done = () => answer(toPlainDoor(t('notify.end.done'), t('notify.end.again'), pages))
  const keyOf = ({ query }: PageRequest): string => query.get('token') ?? ''

  router.get('/unsubscribe', async (request) => {
    const key = keyOf(request)
    const subscription = await server.gallery.news.subscriptionOf(key)
    if (!subscription) throw new VitrineError('ROUTE_NOT_FOUND')
    if (subscription.rhythm === 'never') return done()
    return answer({
      title: t('notify.end.title'),
      lead: t('notify.end.lead', { name: subscription.username }),
      form: {
        action: links.path('/unsubscribe', { token: key }),
        csrfToken: null,
        hidden: [],
        fields: [],
        submit: t('notify.end.submit'),
        error: null,
      },
      links: [],
    })
  })

  router.post('/unsubscribe', async (request) => {
    if (!(await server.gallery.news.unsubscribe(keyOf(request)))) throw new VitrineError('ROUTE_NOT_FOUND')
    return done()
  })
}
