import type { ActorGallery, User } from '@vitrine/core'

/** As long as the text is that users are looked for by. */
const maxNameLength = 100
const maxLooked = 500

/** The user with exactly this name, in whatever case; `null` where there is none. */
export const findUser = async (gallery: ActorGallery, name: string): Promise<User | null> => {
  if (name === '') return null
  const { items } = await gallery.users.list({ q: name.slice(0, maxNameLength), limit: maxLooked })
  return items.find(({ username }) => username.toLowerCase() === name.toLowerCase()) ?? null
}
