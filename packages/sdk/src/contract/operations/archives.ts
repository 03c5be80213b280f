import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { ArchiveEstimate, ArchiveLimits, ArchiveLimitsPatch, ArchiveRequest } from '../schemas/archive.ts'

const listErrors = [
  'ALBUM_NOT_FOUND',
  'TAG_NOT_FOUND',
  'SIZE_NOT_FOUND',
  'FORBIDDEN',
  'ARCHIVES_OFF',
  'ARCHIVE_TOO_LARGE',
] as const

export const archives = {
  create: defineOperation({
    id: 'archives.create',
    ...routes.archives.create,
    summary: 'Many photos as one ZIP file, which is made while it is read.',
    description:
      'Holds those of the photos that the asker may download; `FORBIDDEN` where that is none. One at a time for each user and each link. It changes nothing, and needs no token. See [downloading many photos](../guides/downloads.md).',
    example: { album: 1, recursive: true, folders: true },
    input: { body: ArchiveRequest },
    output: null,
    status: 200,
    errors: [...listErrors, 'PHOTO_NOT_FOUND', 'ARCHIVE_UNDER_WAY', 'HOOK_REJECTED'],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  estimate: defineOperation({
    id: 'archives.estimate',
    ...routes.archives.estimate,
    summary: 'How many photos an archive would hold, and how many bytes.',
    description: 'Goes through all of the photos: seconds for ten thousands. It changes nothing, and needs no token.',
    example: { photoIds: [34, 35], size: 'large' },
    input: { body: ArchiveRequest },
    output: ArchiveEstimate,
    status: 200,
    errors: listErrors,
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  limits: defineOperation({
    id: 'archives.limits',
    ...routes.archives.limits,
    summary: 'Whether there are archives, and how large one may be.',
    input: {},
    output: ArchiveLimits,
    status: 200,
    errors: [],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  setLimits: defineOperation({
    id: 'archives.setLimits',
    ...routes.archives.setLimits,
    summary: 'Changes those named.',
    example: { maxPhotos: 5000 },
    input: { body: ArchiveLimitsPatch },
    output: ArchiveLimits,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
}
