import type { MailPage } from '@vitrine/core'
import { createLinks } from '../links.ts'

const paths: { readonly [P in Exclude<MailPage['page'], 'album' | 'photo'>]: string } = {
  'confirm-registration': '/register/confirm',
  reset: '/reset',
  'confirm-email': '/account/email',
  'sign-in': '/sign-in',
  forgot: '/forgot',
  registrations: '/admin/accounts',
  comments: '/admin/comments',
  recent: '/recent',
  unsubscribe: '/unsubscribe',
}

/**
 * Where the links in mails lead, for `createGallery({ mail: { linkTo } })`: to the pages of a server at this address.
 *
 * @param options.baseUrl - Origin, such as `https://photos.example.org`. From configuration: never from a request.
 * @param options.basePath - Where the gallery is mounted. Default `/`.
 */
export const mailLinks = (options: { baseUrl: string; basePath?: string }): ((page: MailPage) => string) => {
  const { origin } = new URL(options.baseUrl)
  const links = createLinks(options.basePath === undefined ? {} : { basePath: options.basePath })
  const pathOf = (page: MailPage): string => {
    if (page.page === 'photo') return links.photoUrl({ id: page.id })
    // Its name comes with the answer.
    if (page.page === 'album') return links.path(`/albums/${page.id}`)
    return links.path(paths[page.page], 'token' in page ? { token: page.token } : {})
  }
  return (page) => `${origin}${pathOf(page)}`
}
