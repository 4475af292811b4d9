// One process at a time, kept by a file that holds the process's number.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

function isTaken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return false
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return true
  }
}

/** The process that a lock names, while it lives; 0 while the lock is being written. */
function ownerOf(file) {
  let pid = 0
  try {
    pid = Number(readFileSync(file, 'utf8'))
    if (pid === process.pid) return undefined
    if (pid > 0) process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? pid : undefined
  }
}

/** Waits until no living process holds `file`, saying so once; gives the function that hands it on. */
export async function takeTurn(file, what) {
  let told = false
  while (isTaken(file)) {
    const owner = ownerOf(file)
    if (owner === undefined) rmSync(file, { force: true })
    else if (owner > 0 && !told) {
      told = true
      process.stdout.write(`  … waiting for process ${owner}: ${what} is under way in this folder (${file})\n`)
    }
    await sleep(200)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  return () => {
    process.removeListener('exit', release)
    release()
  }
}
