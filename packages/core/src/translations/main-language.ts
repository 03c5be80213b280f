import type { CallContext } from '../context.ts'

/** The language of the gallery: that of the texts that are no translations. */
export const mainLanguage = async ({ gallery, rights }: CallContext): Promise<string> =>
  (await gallery.lookups.site(rights.commit)).site.language
