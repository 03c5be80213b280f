import { type NewsChoice, type NewsRhythm, newsRhythms } from '@vitrine/core'
import { redirectResponse } from '../../document.ts'
import { readForm } from '../../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../../page-context.ts'
import type { AccountView } from '../../view-models/account/account.ts'
import { toAccountNav } from '../../view-models/account/nav.ts'
import type { FormView } from '../../view-models/form-page.ts'

const base = '/account/notifications'

/** `/account/notifications`: letters about what is new, and the feed of one's own. */
export const registerAccountNotifications = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t, formats } = pages
  const back = (done: string) => redirectResponse(links.path(base, { done }), server.options)

  const rhythmForm = (own: NewsChoice, csrfToken: string | null): FormView => ({
    id: 'letters',
    title: t('notify.mail'),
    lead: own.nextAt === null ? t('notify.mail.lead') : t('notify.next', { when: formats.instant(own.nextAt) }),
    method: 'post',
    action: links.path(base),
    csrfToken,
    error: null,
    fields: [
      {
        kind: 'select',
        name: 'rhythm',
        label: t('notify.rhythm'),
        options: newsRhythms.map((value) => ({
          value,
          label: t(`notify.${value}`),
          isSelected: value === own.rhythm,
        })),
      },
    ],
    submit: t('account.save'),
  })

  const feedForms = ({ feedMadeAt }: NewsChoice, csrfToken: string | null): FormView[] => {
    const form = { method: 'post', csrfToken, error: null, fields: [] } as const
    const made = feedMadeAt === null ? '' : ` ${t('notify.feed.made', { when: formats.instant(feedMadeAt) })}`
    return [
      {
        ...form,
        id: 'feed',
        title: t('notify.feed'),
        lead: `${t('notify.feed.lead')}${made}`,
        action: links.path(`${base}/feed`),
        submit: t(feedMadeAt === null ? 'notify.feed.make' : 'notify.feed.renew'),
      },
      ...(feedMadeAt === null
        ? []
        : [
            {
              ...form,
              id: 'feed-end',
              title: t('notify.feed.remove'),
              action: links.path(`${base}/feed/remove`),
              submit: t('notify.feed.remove'),
              isDangerous: true,
            },
          ]),
    ]
  }

  const show = async ({ gallery, identity, query }: PageRequest, key?: string): Promise<PageAnswer> => {
    const account = await gallery.account.get()
    const own = await gallery.news.own()
    const done = query.get('done')
    // Feeds name whole addresses.
    const origin = server.options.baseUrl
    const view: AccountView = {
      nav: toAccountNav('notifications', pages),
      title: t('notify.title'),
      name: account.user.username,
      lead: account.canChange ? t('notify.lead') : t('account.shared'),
      notice: key
        ? t('notify.feed.once')
        : done === 'saved'
          ? t('account.done.saved')
          : done === 'removed'
            ? t('notify.feed.removed')
            : null,
      advice: null,
      forms: account.canChange
        ? [
            ...(own.isOffered ? [rhythmForm(own, identity.csrfToken)] : []),
            ...(origin === null ? [] : feedForms(own, identity.csrfToken)),
          ]
        : [],
      notes: [
        ...(key === undefined
          ? []
          : (
              [
                ['Atom', 'atom'],
                ['JSON Feed', 'json'],
              ] as const
            ).map(([title, ending]) => ({
              title,
              text: `${origin ?? ''}${links.path(`/feeds/personal.${ending}`, { key })}`,
            }))),
        ...(own.isOffered ? [] : [{ title: t('notify.mail'), text: t('notify.off') }]),
        ...(origin === null ? [{ title: t('notify.feed'), text: t('notify.feed.off') }] : []),
        ...(own.isOffered && account.user.email === null
          ? [{ title: t('account.email'), text: t('notify.noAddress') }]
          : []),
      ],
      sessions: null,
      endSessionUrl: '',
      endSessionsUrl: '',
      exportUrl: null,
      deletion: null,
      csrfToken: identity.csrfToken,
    }
    return {
      page: 'account',
      view,
      head: { title: view.title, section: 'account', noIndex: true },
      status: 200,
      keep: false,
    }
  }

  const read = async ({ event }: PageRequest): Promise<URLSearchParams> => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'))
    return form
  }

  router.get(base, (request) => show(request))
  router.post(base, async (request) => {
    const form = await read(request)
    await request.gallery.news.choose({ rhythm: (form.get('rhythm') ?? '') as NewsRhythm })
    return back('saved')
  })
  // Told in the answer itself, and nowhere else.
  router.post(`${base}/feed`, async (request) => {
    await read(request)
    const { key } = await request.gallery.news.makeFeed()
    return show(request, key)
  })
  router.post(`${base}/feed/remove`, async (request) => {
    await read(request)
    await request.gallery.news.removeFeed()
    return back('removed')
  })
}
