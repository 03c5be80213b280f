import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import {
  MetadataJob,
  MetadataJobStarted,
  MetadataSettings,
  MetadataSettingsPatch,
  PhotosToWorkOn,
  SynchroniseRequest,
} from '../schemas/metadata.ts'

export const metadata = {
  settings: defineOperation({
    id: 'metadata.settings',
    ...routes.metadata.settings,
    summary: 'What is read from files, what is written into them, and whose downloads hold no position.',
    input: {},
    output: MetadataSettings,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    csrf: false,
  }),
  setSettings: defineOperation({
    id: 'metadata.setSettings',
    ...routes.metadata.setSettings,
    summary: 'Changes them. Holds for files that are read and written from then on.',
    input: { body: MetadataSettingsPatch },
    output: MetadataSettings,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
  synchronise: defineOperation({
    id: 'metadata.synchronise',
    ...routes.metadata.synchronise,
    summary: 'Has the files of photos read again by a job, and the photos brought in line with them.',
    input: { body: SynchroniseRequest },
    output: MetadataJobStarted,
    status: 202,
    errors: ['FORBIDDEN', 'PHOTO_NOT_FOUND', 'ALBUM_NOT_FOUND', 'TAG_NOT_FOUND', 'CSRF_REJECTED'],
    auth: 'admin',
    csrf: true,
  }),
  writeBack: defineOperation({
    id: 'metadata.writeBack',
    ...routes.metadata.writeBack,
    summary:
      'Has what was written in the gallery written into the files of photos by a job; the files as they were are kept as versions.',
    input: { body: PhotosToWorkOn },
    output: MetadataJobStarted,
    status: 202,
    errors: [
      'FORBIDDEN',
      'PHOTO_NOT_FOUND',
      'ALBUM_NOT_FOUND',
      'TAG_NOT_FOUND',
      'METADATA_WRITING_OFF',
      'CSRF_REJECTED',
    ],
    auth: 'admin',
    csrf: true,
  }),
  job: defineOperation({
    id: 'metadata.job',
    ...routes.metadata.job,
    summary: 'How far such a job is.',
    input: { params: IdParams },
    output: MetadataJob,
    status: 200,
    errors: ['FORBIDDEN', 'JOB_NOT_FOUND'],
    auth: 'admin',
    csrf: false,
  }),
}
