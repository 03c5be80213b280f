import {
  checkStorage,
  exchangeTables,
  findTools,
  importFiles,
  readActivity,
  readSiteMap,
  runJobs,
  syncLibrary,
} from './background.ts'
import { browse } from './browse.ts'
import { followEvents } from './events.ts'
import { listTags, readAlbums, readTag } from './read-albums.ts'
import { readPhotos } from './read-photos.ts'
import type { Scene } from './scene.ts'
import { syncPairs } from './sync-pairs.ts'
import { sweepLeftovers, uploadPieces } from './upload-pieces.ts'
import { writeAccounts } from './write-accounts.ts'
import { readSmartAlbums, writeAlbums } from './write-albums.ts'
import { writeComments } from './write-comments.ts'
import { writeFiles } from './write-files.ts'
import { writeHistory } from './write-history.ts'
import { writeNews } from './write-news.ts'
import { writePeople } from './write-people.ts'
import { changeDerivatives, workOnMetadata, writePhotos } from './write-photos.ts'
import { writeTagsAndFields } from './write-tags.ts'

/** What the gallery reads while the photos are not in memory yet: the database answers. */
export const runWithoutSets = async (scene: Scene): Promise<void> => {
  await readPhotos(scene)
  await readTag(scene)
  await readSmartAlbums(scene)
}

/** Everything that the gallery does, once the photos are in memory. */
export const runScenario = async (scene: Scene): Promise<void> => {
  await browse(scene)
  await readPhotos(scene)
  await readAlbums(scene)
  await listTags(scene)
  await readTag(scene)
  await writePhotos(scene)
  await changeDerivatives(scene)
  await workOnMetadata(scene)
  await uploadPieces(scene)
  await sweepLeftovers(scene)
  await writeFiles(scene)
  await writeAlbums(scene)
  await writeTagsAndFields(scene)
  await writePeople(scene)
  await writeComments(scene)
  await writeHistory(scene)
  await writeAccounts(scene)
  await writeNews(scene)
  await syncLibrary(scene)
  await syncPairs(scene)
  await importFiles(scene)
  await exchangeTables(scene)
  await findTools(scene)
  await checkStorage(scene)
  await followEvents(scene)
  await runJobs(scene)
  await readActivity(scene)
  await readSiteMap(scene)
}
