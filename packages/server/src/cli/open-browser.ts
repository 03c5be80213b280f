/** Opens a browser for somebody who sits there, and not for a service. `isWanted` is what the flags say. */
export const openBrowser = async (url: string, isWanted: boolean | undefined): Promise<void> => {
  if (!(isWanted ?? isSomebodyThere(process.env))) return
  const { default: open } = await import('open')
  // No browser, no display: the address is printed, and that is enough.
  const child = await open(url).catch(() => null)
  child?.once('error', () => {})
}

const isSomebodyThere = (environment: NodeJS.ProcessEnv): boolean => {
  if (process.stdout.isTTY !== true || environment.CI !== undefined || environment.SSH_CONNECTION !== undefined)
    return false
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}
