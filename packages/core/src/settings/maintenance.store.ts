import type { Maintenance } from './maintenance.types.ts'

export const maintenanceKey = 'site.maintenance'

const off: Maintenance = Object.freeze({ isOn: false, text: '', until: null })

/** As it is kept, whether or not its end has come. */
export const toMaintenance = (value: string | null | undefined): Maintenance =>
  value ? { ...off, ...(JSON.parse(value) as Partial<Maintenance>) } : off
