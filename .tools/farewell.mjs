// Ending together: whoever asks this process to end also ends what it started.
const endings = new Set()

function farewell(signal) {
  if (endings.size === 0) process.exit(signal === 'SIGINT' ? 130 : 143)
  for (const end of endings) end(signal)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => farewell(signal))

// npm hands SIGTERM only to the shell between it and us, which dies without a word: its disappearance is our signal.
const shell = process.ppid
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    farewell('SIGTERM')
  }, 250)
  watch.unref()
}

/** Sends the signal that ends this process on to `child`, or to all that it started when it leads a group of its own. */
export function endWithUs(child, { group = false, exit = false } = {}) {
  const end = (signal) => {
    // What was cut short is no failure to report: this process ends with it.
    if (exit) child.once('close', () => process.exit(signal === 'SIGINT' ? 130 : 143))
    try {
      process.kill(group ? -child.pid : child.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  endings.add(end)
  child.once('close', () => endings.delete(end))
}
