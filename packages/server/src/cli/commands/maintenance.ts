import { type Maintenance, VitrineError } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface MaintenanceFlags extends CommonFlags {
  text?: string
  until?: string
}

/** Closes the gallery to all but administrators, or opens it; a server that runs takes it over at its next request. */
export const maintenanceCommand = async (state: string, flags: MaintenanceFlags): Promise<number> => {
  if (state !== 'on' && state !== 'off') throw new UsageError('Say “on” or “off”.')
  const isOn = state === 'on'
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  await using gallery = await openGallery(places, { log: log.core })
  try {
    // What was said the last time is not said again.
    const wanted: Partial<Maintenance> = isOn ? { isOn, text: flags.text ?? '', until: flags.until ?? null } : { isOn }
    const maintenance = await gallery.asSystem('vitrine maintenance').settings.setMaintenance(wanted)
    print(flags.json ? toJson({ maintenance }) : plain(isOn ? 'The gallery is closed.' : 'The gallery is open.'))
    return 0
  } catch (error) {
    if (!VitrineError.has(error, 'INPUT_INVALID')) throw error
    throw new UsageError(error.issues.map(({ path, message }) => `${path}: ${message}`).join('\n') || error.message)
  }
}
