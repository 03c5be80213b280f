// Uploads pictures to a gallery: `VITRINE_USER=… VITRINE_PASSWORD=… tsx main.ts https://photos.example.org FILE…`
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { createClient, VitrineApiError } from '@vitrine/sdk'

const [baseUrl = 'http://127.0.0.1:8420', ...files] = process.argv.slice(2)
const { VITRINE_USER: username = 'admin', VITRINE_PASSWORD: password = '' } = process.env

const client = createClient({ baseUrl })
try {
  const { user } = await client.session.create({ username, password })
  console.log(`Signed in as ${user?.username}`)
  const album = await client.albums.create({ name: 'Uploads', visibility: 'private' })

  for (const path of files) {
    const { photo, duplicate } = await client.photos.upload({
      file: await openAsBlob(path),
      fileName: basename(path),
      album: album.id,
      onProgress: ({ sentBytes, totalBytes }) =>
        process.stderr.write(`\r${basename(path)}: ${Math.round((100 * sentBytes) / totalBytes)} %`),
    })
    process.stderr.write('\n')
    console.log(`${photo.fileName} is photo ${photo.id}${duplicate ? ', which was there already' : ''}`)
  }

  for await (const photo of client.photos.iterate({ album: album.id })) {
    console.log(`${album.name}: ${photo.fileName}, ${photo.width} × ${photo.height}`)
  }
} catch (error) {
  if (!(error instanceof VitrineApiError)) throw error
  console.error(`${error.code}: ${error.message}`)
  for (const issue of error.issues) console.error(`  ${issue.path}: ${issue.message}`)
  process.exitCode = 1
}
