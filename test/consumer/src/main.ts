import { type ErrorCode, type Gallery, VitrineError } from '@vitrine/core'

const titles = async (gallery: Gallery): Promise<string[]> => {
  const albums = await gallery.asSystem('listing the albums of the consumer').albums.list({ parent: null })
  return albums.items.map((album) => album.name)
}

const code: ErrorCode = 'PHOTO_NOT_FOUND'
const error: unknown = new VitrineError(code)
if (!VitrineError.has(error, 'PHOTO_NOT_FOUND') || typeof titles !== 'function') throw new Error('not content')

console.log('The consumer is content.')
