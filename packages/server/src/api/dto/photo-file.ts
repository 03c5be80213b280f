import type {
  FileRulesPatch as CoreRulesPatch,
  PhotoVersion as CoreVersion,
  FileRulesState,
  PhotoFile,
} from '@vitrine/core'
import type { FileRules, FileRulesPatch, PhotoFormat, PhotoVersion } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'

const commonOf = (file: Omit<PhotoFile, 'addedAt' | 'addedBy' | 'isReadOnly'>) => ({
  id: file.id,
  fileName: file.fileName,
  mimeType: file.mimeType,
  bytes: file.bytes,
  sha256: file.sha256,
  width: file.widthPx,
  height: file.heightPx,
})

export const toFormat = (file: PhotoFile): PhotoFormat => ({
  ...commonOf(file),
  addedAt: file.addedAt,
  addedBy: file.addedBy,
})

export const toVersion = (version: CoreVersion): PhotoVersion => ({
  ...commonOf(version),
  number: version.number,
  replacedAt: version.replacedAt,
  replacedBy: version.replacedBy,
})

export const toFileRules = ({ rules, locked }: FileRulesState): FileRules => ({
  attachesFormats: rules.attachesFormats,
  maxVersions: rules.maxVersions,
  scaleUploads: rules.scaleUploads && {
    maxWidth: rules.scaleUploads.maxWidthPx,
    maxHeight: rules.scaleUploads.maxHeightPx,
    quality: rules.scaleUploads.quality,
  },
  locked: [...locked],
})

export const fromFileRules = ({ scaleUploads: scale, ...patch }: FileRulesPatch): CoreRulesPatch =>
  withoutUndefined({
    ...patch,
    scaleUploads: scale && { maxWidthPx: scale.maxWidth, maxHeightPx: scale.maxHeight, quality: scale.quality },
  })
