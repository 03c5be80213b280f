import { type Comment, type CommentTarget, VitrineError } from '@vitrine/core'
import { redirectResponse } from '../document.ts'
import { maxLongFormBytes, readForm } from '../form.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readPathId } from '../query.ts'
import { readId } from '../read-id.ts'
import { type FormField, toFormFault } from '../view-models/form-page.ts'

const maxBody = 5_000
const maxName = 60

/** `/comments`, `/comments/5`: where the forms below photos and albums are sent. */
export const registerComments = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages

  /** Back to where it was written, and to the comment. */
  const leadBack = (form: URLSearchParams, comment: Comment | null): Response => {
    const url = new URL(links.safeReturnTo(form.get('return')), 'http://localhost')
    // Its author may not see what waits: it is said instead.
    if (comment?.state === 'pending') url.searchParams.set('comment', 'waits')
    const place = comment === null || comment.state === 'pending' ? 'comments' : `comment-${comment.id}`
    return redirectResponse(`${url.pathname}${url.search}#${place}`, server.options)
  }

  /** The same form again, on a page of its own: nothing that was typed is lost. */
  const again = ({ identity, event }: PageRequest, form: URLSearchParams, error: unknown): PageAnswer => {
    const fault = toFormFault(error, pages)
    const hidden = ['photo', 'album', 'parent', 'do', 'return'].flatMap((name): FormField[] => {
      const value = form.get(name)
      return value === null ? [] : [{ kind: 'hidden', name, value }]
    })
    const name: FormField[] =
      form.has('name') || fault.of('name') !== null
        ? [
            {
              kind: 'text',
              name: 'name',
              label: t('comments.name'),
              value: form.get('name') ?? '',
              maxLength: maxName,
              autocomplete: 'name',
              error: fault.of('name'),
            },
          ]
        : []
    return {
      page: 'comment',
      view: {
        title: t('comments.again'),
        form: {
          id: 'comment',
          title: null,
          method: 'post',
          action: `${links.basePath}${event.url.pathname}`,
          csrfToken: identity.csrfToken,
          error: fault.message,
          fields: [
            ...hidden,
            ...name,
            {
              kind: 'area',
              name: 'body',
              label: t('comments.body'),
              value: form.get('body') ?? '',
              maxLength: maxBody,
              rows: 6,
              error: fault.of('body'),
            },
          ],
          submit: t('comments.send'),
          cancelUrl: links.safeReturnTo(form.get('return')),
        },
      },
      head: { title: t('comments.again'), noIndex: true },
      status: fault.status,
      keep: false,
    }
  }

  const readTarget = (form: URLSearchParams): CommentTarget => {
    const [photoId, albumId] = [readId(form, 'photo'), readId(form, 'album')]
    if (photoId !== null) return { photoId }
    return { albumId: albumId ?? 0 }
  }

  router.post('/comments', async (request) => {
    const { event, gallery } = request
    const form = await readForm(event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(event, form.get('csrfToken'))
    const name = form.get('name')?.trim()
    try {
      const comment = await gallery.comments.add(
        readTarget(form),
        {
          body: form.get('body') ?? '',
          parentId: readId(form, 'parent') ?? undefined,
          name: name === '' ? undefined : name,
        },
        { address: server.clientAddress(event) },
      )
      return leadBack(form, comment)
    } catch (error) {
      return again(request, form, error)
    }
  })

  router.post('/comments/:comment', async (request) => {
    const { event, gallery } = request
    const form = await readForm(event, { maxBytes: maxLongFormBytes })
    await server.checkWrite(event, form.get('csrfToken'))
    const id = readPathId(event, 'comment')
    switch (form.get('do')) {
      case 'approve':
        await gallery.comments.approve([id])
        return leadBack(form, null)
      case 'remove':
        await gallery.comments.remove([id])
        return leadBack(form, null)
      case 'edit':
        try {
          return leadBack(form, await gallery.comments.update(id, { body: form.get('body') ?? '' }))
        } catch (error) {
          return again(request, form, error)
        }
      default:
        throw new VitrineError('ROUTE_NOT_FOUND')
    }
  })
}
