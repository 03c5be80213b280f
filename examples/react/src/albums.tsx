import { type Album, createClient, type Photo, VitrineApiError } from '@vitrine/sdk'
import { useEffect, useState } from 'react'

const client = createClient({ baseUrl: `${location.origin}/photos` })

/** What an album shows: the first of its photos. */
const Photos = ({ album }: { album: Album }) => {
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const [fault, setFault] = useState('')
  useEffect(() => {
    // An answer that comes after another album was chosen is not for this one any more.
    const controller = new AbortController()
    client.photos
      .list({ album: album.id, recursive: true, sort: '-takenAt', limit: 50 }, { signal: controller.signal })
      .then(({ items }) => setPhotos(items))
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          setFault(error instanceof VitrineApiError ? error.message : 'The gallery cannot be reached.')
      })
    return () => controller.abort()
  }, [album.id])
  if (fault) return <p role="alert">{fault}</p>
  return (
    <ul className="photos">
      {photos.map(({ id, title, fileName, derivatives: { thumb } }) => (
        <li key={id}>
          {thumb && <img src={thumb.url} width={thumb.width} height={thumb.height} alt={title ?? fileName} />}
        </li>
      ))}
    </ul>
  )
}

export const Albums = () => {
  const [albums, setAlbums] = useState<readonly Album[]>([])
  const [chosen, setChosen] = useState<Album>()
  useEffect(() => {
    const controller = new AbortController()
    client.albums
      .list({ parent: null }, { signal: controller.signal })
      .then(({ items }) => setAlbums(items))
      .catch(() => {})
    return () => controller.abort()
  }, [])
  return (
    <main>
      <h1>Albums</h1>
      <nav>
        {albums.map((album) => (
          <button key={album.id} type="button" aria-pressed={album.id === chosen?.id} onClick={() => setChosen(album)}>
            {album.name} ({album.counts.photosBelow})
          </button>
        ))}
      </nav>
      {chosen && <Photos key={chosen.id} album={chosen} />}
    </main>
  )
}
