import type {
  Group as CoreGroup,
  LibraryRoot as CoreLibraryRoot,
  PhotoMetadata as CorePhotoMetadata,
  SyncProblem as CoreSyncProblem,
  SyncProgress as CoreSyncProgress,
  Tag as CoreTag,
  User as CoreUser,
  Page,
} from '@vitrine/core'
import type {
  Group,
  LibraryRoot,
  PhotoMetadata,
  SyncProblem,
  SyncProgress,
  SyncSummary,
  Tag,
  User,
} from '@vitrine/sdk/contract'
import { toTagCrumb } from './tag.ts'

export const toPage = async <T, W>(
  page: Page<T>,
  toItem: (item: T) => W | Promise<W>,
): Promise<{ items: W[]; nextCursor: string | null; total: number }> => ({
  items: await Promise.all(page.items.map(toItem)),
  nextCursor: page.nextCursor,
  total: page.total,
})

export const toTag = ({ parentId, photos, ...tag }: CoreTag): Tag => ({ ...toTagCrumb(tag), parentId, photos })

export const toUser = (user: CoreUser): User => ({
  id: user.id,
  username: user.username,
  email: user.email,
  role: user.role,
  roleId: user.roleId,
  roleName: user.roleName,
  level: user.level,
  disabled: user.disabled,
  createdAt: user.createdAt,
})

export const toGroup = ({ id, name, memberCount, isDefault }: CoreGroup): Group => ({
  id,
  name,
  memberCount,
  isDefault,
})

export const toMetadata = (metadata: CorePhotoMetadata): PhotoMetadata => ({
  items: metadata.groups.map(({ group, rows }) => ({
    group,
    rows: rows.map(({ label, value }) => ({ label, value })),
  })),
  regions: metadata.regions.map(({ name, type, x, y, width, height }) => ({ name, type, x, y, width, height })),
  dates: metadata.dates.map(({ kind, local, offset }) => ({ kind, local, offset })),
  takenAtSource: metadata.takenAtSource,
  headline: metadata.headline,
  city: metadata.city,
  country: metadata.country,
  keywordPaths: metadata.keywordPaths.map((path) => [...path]),
  colourProfile: metadata.colourProfile,
  projection: metadata.projection,
  sphereCrop: metadata.sphereCrop,
  contentIdentifier: metadata.contentIdentifier,
  isMotionPhoto: metadata.isMotionPhoto,
})

const toSummary = (summary: NonNullable<CoreLibraryRoot['lastSummary']>): SyncSummary => ({
  rootId: summary.rootId,
  path: summary.path,
  state: summary.state,
  added: summary.added,
  changed: summary.changed,
  moved: summary.moved,
  deleted: summary.deleted,
  restored: summary.restored,
  unchanged: summary.unchanged,
  problems: summary.problems,
  folders: summary.folders,
  waiting: summary.waiting,
  durationMs: summary.durationMs,
})

export const toLibraryRoot = (root: CoreLibraryRoot): LibraryRoot => ({
  id: root.id,
  path: root.path,
  albumId: root.albumId,
  state: root.state,
  lastSyncedAt: root.lastSyncedAt,
  lastSummary: root.lastSummary && toSummary(root.lastSummary),
})

export const toSyncProblem = (problem: CoreSyncProblem): SyncProblem => ({
  rootId: problem.rootId,
  path: problem.path,
  code: problem.code,
  message: problem.message,
  firstSeenAt: problem.firstSeenAt,
  lastSeenAt: problem.lastSeenAt,
})

export const toSyncProgress = (progress: CoreSyncProgress): SyncProgress => ({
  rootId: progress.rootId,
  phase: progress.phase,
  foldersSeen: progress.foldersSeen,
  filesToRead: progress.filesToRead,
  filesRead: progress.filesRead,
  currentPath: progress.currentPath,
  startedAt: progress.startedAt,
})
