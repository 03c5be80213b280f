import type { PageRequest } from '../../page-context.ts'
import type { ViewContext } from '../../view-models/view-context.ts'

/** The way to the pages of an album. With `here`, to a page below the album's own. */
export const albumCrumbs = async (
  { gallery }: PageRequest,
  id: number | null,
  { links, t }: ViewContext,
  here?: string,
): Promise<{ name: string; url: string | null }[]> => {
  const path = id === null ? [] : await gallery.albums.path(id)
  return [
    { name: t('manage.albums'), url: links.path('/admin/albums') },
    ...path.map((crumb) => ({
      name: crumb.name,
      url: crumb.id === id && here === undefined ? null : links.path(`/admin/albums/${crumb.id}`),
    })),
    ...(here === undefined ? [] : [{ name: here, url: null }]),
  ]
}
