const SLICE_MS = 12

/** Lets other requests run: await it in every long loop; it returns at once until 12 ms have passed since it last gave way. */
export function pacer(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined
    return new Promise((resolve) => setImmediate(() => {
      since = performance.now()
      resolve()
    }))
  }
}
