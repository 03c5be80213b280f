/** Keeps the screen on while something plays, where the browser can. */
export const createWakeLock = () => {
  let lock: WakeLockSentinel | null = null
  let isWanted = false
  const take = async (): Promise<void> => {
    if (!isWanted || lock || document.hidden || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      lock.addEventListener('release', () => {
        lock = null
      })
      if (!isWanted) await lock?.release()
    } catch {
      // The battery is low, or it is not allowed here.
    }
  }
  // The browser lets go of it when the tab is hidden.
  document.addEventListener('visibilitychange', () => void take())
  return {
    set: (to: boolean): void => {
      isWanted = to
      if (to) void take()
      else void lock?.release().catch(() => {})
    },
  }
}
