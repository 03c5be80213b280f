import { isSamePicture, type Namesake } from '../formats/same-picture.ts'
import { isWorkingFormat } from '../formats/working-formats.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import type { selectPhotosOfNames } from './folder-format.store.ts'
import { fromStoredName } from './stored-name.ts'
import type { Candidate } from './sync-state.ts'

/** A file that was read, which may become a photo. */
export interface FreshFile {
  readonly candidate: Candidate
  readonly media: ReadMedia
}

/** A photo of a file that lies beside it. */
export type KnownPicture = Awaited<ReturnType<typeof selectPhotosOfNames>>[number]

/** What becomes of new files of one base name. */
export interface PairPlan {
  readonly own: FreshFile[]
  /** Files to work on, and the picture that each of them is a format of. */
  readonly formats: { readonly file: FreshFile; readonly picture: FreshFile | KnownPicture }[]
  /** Pictures to look at that take the place of a file to work on, which was there first. */
  readonly leads: { readonly file: FreshFile; readonly photo: KnownPicture }[]
}

type Member = Namesake & ({ readonly fresh: FreshFile; readonly known?: undefined } | { readonly known: KnownPicture })

/** Which of the files and photos of one base name in a folder are one picture: the same whichever is read first. */
export const planPairs = (fresh: readonly FreshFile[], known: readonly KnownPicture[]): PairPlan => {
  const plan: PairPlan = { own: [], formats: [], leads: [] }
  const newcomers = fresh.map((file) => ({
    fileName: file.candidate.entry.name,
    ...file.media.probe,
    takenAtLocal: file.media.metadata.takenAtLocal,
    fresh: file,
  }))
  const members: Member[] = [
    ...newcomers,
    ...known.map((row) => ({
      fileName: fromStoredName(row.name),
      mediaType: row.media_type,
      mimeType: row.mime_type,
      takenAtLocal: row.taken_at_local,
      known: row,
    })),
  ]
  const partnersOf = (member: Namesake) => members.filter((other) => isSamePicture(member, other))
  for (const member of newcomers) {
    const { fresh: file } = member
    const partners = partnersOf(member)
    if (isWorkingFormat(member.mimeType)) {
      const [partner] = partners
      if (partner && partners.length === 1) plan.formats.push({ file, picture: partner.known ?? partner.fresh })
      else plan.own.push(file)
      continue
    }
    // New files to work on join by themselves.
    const photos = partners.flatMap((partner) => (partner.known ? [{ ...partner, known: partner.known }] : []))
    const [photo] = photos
    if (photo && photos.length === 1 && partnersOf(photo).length === 1) plan.leads.push({ file, photo: photo.known })
    else plan.own.push(file)
  }
  return plan
}
