import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { accountSettingsState, changeAccountSettings } from '../accounts/account-settings.ts'
import { changeAppearance, changeSiteCss } from '../appearance/appearance.change.ts'
import { siteCssKey, toSiteCss } from '../appearance/appearance.store.ts'
import type { SiteCss } from '../appearance/appearance.types.ts'
import { changeLogo } from '../appearance/logo.change.ts'
import { callAsAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { readDuplicatePolicy, writeDuplicatePolicy } from '../duplicates/duplicate.policy.ts'
import { duplicatePolicyPatch } from '../duplicates/duplicate.schema.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { changeFileRules, readFileRules } from '../files/file-rules.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { librarySettingsPatch } from '../library/watch/library-settings.schema.ts'
import { readLibrarySettings, writeLibrarySettings } from '../library/watch/library-settings.ts'
import type { LibraryWatch } from '../library/watch/library-watch.ts'
import type { LibrarySettings, LibrarySettingsState } from '../library/watch/watch.types.ts'
import { photoSort } from '../photos/photo.schema.ts'
import { transact } from '../transaction.ts'
import { changeDerivativeSettings, keepWatermarkPicture } from './derivative-settings.change.ts'
import type { DerivativeSettingsState } from './derivative-settings.types.ts'
import { changeMaintenance } from './maintenance.change.ts'
import { maintenanceKey, toMaintenance } from './maintenance.store.ts'
import { changeMapTiles } from './map-tiles.change.ts'
import { readMapTiles } from './map-tiles.store.ts'
import { changeMetadataSettings } from './metadata-settings.change.ts'
import type { MetadataSettingName, MetadataSettingsState } from './metadata-settings.types.ts'
import { readPhotoSorts } from './photo-sorts.store.ts'
import { writePhotoSorts } from './photo-sorts.ts'
import { selectPicture } from './picture.store.ts'
import { readSetting } from './setting.store.ts'
import type { SettingsService } from './settings.types.ts'
import { changeSite } from './site.change.ts'
import { readSite } from './site.store.ts'
import { previewWatermark } from './watermark-preview.ts'

const sortsPatch = v.strictObject({ photos: v.optional(photoSort), albums: v.optional(photoSort) })

export const createSettingsService = (
  gallery: GalleryContext,
  actor: Actor,
  watch: Pick<LibraryWatch, 'settingsChanged'>,
): SettingsService => ({
  accounts: () => callAsAdmin(gallery, actor, async () => accountSettingsState(gallery)),
  setAccounts: (patch) =>
    callAsAdmin(gallery, actor, async (context) => {
      await changeAccountSettings(context, patch)
      return accountSettingsState(gallery)
    }),
  library: () => librarySettings(gallery, actor),
  setLibrary: async (patch) => {
    await callAsAdmin(gallery, actor, async () => {
      const checked = validate(librarySettingsPatch, patch)
      await transact(gallery, actor, (unit) => writeLibrarySettings(unit, checked, gallery.options.library))
    })
    watch.settingsChanged()
    return librarySettings(gallery, actor)
  },
  site: () => callAsAdmin(gallery, actor, async () => readSite(gallery.connections.read, gallery.options)),
  setSite: (patch) =>
    callAsAdmin(gallery, actor, async (context) => {
      await changeSite(context, patch)
      return readSite(gallery.connections.read, gallery.options)
    }),
  setAppearance: (patch) => callAsAdmin(gallery, actor, async (context) => changeAppearance(context, patch)),
  themesOfAlbums: () =>
    callAsAdmin(gallery, actor, async (context) => [...new Set(context.rights.tree.themes.values())]),
  siteCss: () =>
    callAsAdmin(gallery, actor, async () => toSiteCss(await readSetting(gallery.connections.read, siteCssKey))),
  setSiteCss: (css) => siteCss(gallery, actor, { css: String(css) }),
  undoSiteCss: () => siteCss(gallery, actor, 'undo'),
  setLogo: (patch) => callAsAdmin(gallery, actor, async (context) => changeLogo(context, patch)),
  logoPicture: (digest) =>
    callAsAdmin(gallery, actor, async () => selectPicture(gallery.connections.read, 'logo', digest)),
  photoSorts: () => callAsAdmin(gallery, actor, async () => readPhotoSorts(gallery.connections.read)),
  setPhotoSorts: (patch) =>
    callAsAdmin(gallery, actor, async () => {
      const checked = withoutUndefined(validate(sortsPatch, patch))
      await transact(gallery, actor, (unit) => writePhotoSorts(unit, checked))
      return readPhotoSorts(gallery.connections.read)
    }),
  map: () => callAsAdmin(gallery, actor, async () => readMapTiles(gallery.connections.read)),
  setMap: (patch) =>
    callAsAdmin(gallery, actor, async (context) => {
      await changeMapTiles(context, patch)
      return readMapTiles(gallery.connections.read)
    }),
  maintenance: () =>
    callAsAdmin(gallery, actor, async () => toMaintenance(await readSetting(gallery.connections.read, maintenanceKey))),
  setMaintenance: (patch) =>
    callAsAdmin(gallery, actor, async (context) => {
      await changeMaintenance(context, patch)
      return toMaintenance(await readSetting(gallery.connections.read, maintenanceKey))
    }),
  duplicates: () => callAsAdmin(gallery, actor, async () => readDuplicatePolicy(gallery)),
  setDuplicates: (patch) =>
    callAsAdmin(gallery, actor, async () => {
      const checked = withoutUndefined(validate(duplicatePolicyPatch, patch))
      await transact(gallery, actor, (unit) => writeDuplicatePolicy(gallery, unit, checked))
      return readDuplicatePolicy(gallery)
    }),
  metadata: () => metadataSettings(gallery, actor),
  setMetadata: async (patch) => {
    await callAsAdmin(gallery, actor, async (context) => {
      await changeMetadataSettings(context, patch)
    })
    return metadataSettings(gallery, actor)
  },
  derivatives: () => derivativeSettings(gallery, actor),
  setDerivatives: async (patch) => {
    await callAsAdmin(gallery, actor, async (context) => {
      await changeDerivativeSettings(context, patch)
    })
    return derivativeSettings(gallery, actor)
  },
  files: () => callAsAdmin(gallery, actor, async () => readFileRules(gallery)),
  setFiles: (patch) =>
    callAsAdmin(gallery, actor, async (context) => {
      await changeFileRules(context, patch)
      return readFileRules(gallery)
    }),
  previewWatermark: (name) =>
    callAsAdmin(gallery, actor, async (context) => {
      const mark = gallery.imaging.policyOf(context.rights).watermarks.get(name)
      if (!mark) throw new VitrineError('DERIVATIVE_NOT_FOUND')
      return previewWatermark(mark, gallery.imaging.picture)
    }),
  addWatermarkPicture: (picture) =>
    callAsAdmin(gallery, actor, async (context) => keepWatermarkPicture(context, picture)),
})

const siteCss = (gallery: GalleryContext, actor: Actor, change: { readonly css: string } | 'undo'): Promise<SiteCss> =>
  callAsAdmin(gallery, actor, async (context) => changeSiteCss(context, change))

const librarySettings = (gallery: GalleryContext, actor: Actor): Promise<LibrarySettingsState> =>
  callAsAdmin(gallery, actor, async () => {
    const fixed = gallery.options.library
    const settings = await readLibrarySettings(gallery.connections.read, fixed)
    return { settings, locked: Object.keys(fixed) as (keyof LibrarySettings)[] }
  })

const metadataSettings = (gallery: GalleryContext, actor: Actor): Promise<MetadataSettingsState> =>
  callAsAdmin(gallery, actor, async () => {
    const locked = Object.keys(gallery.metadata.fixed) as MetadataSettingName[]
    return { settings: await gallery.metadata.settings(), locked }
  })

const derivativeSettings = (gallery: GalleryContext, actor: Actor): Promise<DerivativeSettingsState> =>
  callAsAdmin(gallery, actor, async (context) => {
    const { settings, locked } = gallery.imaging.policyOf(context.rights)
    return { settings, locked }
  })
