import { readdir, readFile } from 'node:fs/promises'

/** Kills a process and all of its group. */
export const killGroup = (id: number | undefined): void => {
  if (id !== undefined) kill(process.platform === 'win32' ? id : -id)
}

/** Programs that go on multiplying are not waited for longer than this. */
const maxRounds = 20

/**
 * Kills what a run left behind outside of its group, where the system shows such things: whoever put itself into a group of its own
 * still carries the folder of the run in its environment.
 */
export const killStrays = async (folder: string): Promise<void> => {
  if (process.platform !== 'linux') return
  for (let round = 0; round < maxRounds; round++) {
    const strays = await findStrays(folder)
    if (strays.length === 0) return
    for (const id of strays) kill(id)
  }
}

const kill = (id: number): void => {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

const findStrays = async (folder: string): Promise<number[]> => {
  const names = await readdir('/proc').catch(() => [])
  const ids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const mark = Buffer.from(`TMPDIR=${folder}\0`)
  const found = await Promise.all(
    ids.map(async (id) => {
      if (id === process.pid) return null
      const environment = await readFile(`/proc/${id}/environ`).catch(() => null)
      return environment?.includes(mark) ? id : null
    }),
  )
  return found.filter((id) => id !== null)
}
