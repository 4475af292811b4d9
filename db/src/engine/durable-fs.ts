import fs from 'node:fs'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type ModuleOptions = Parameters<NodeFS['init']>[1]
type EmscriptenNode = { name: string }
type EmscriptenStream = { nfd?: number; node: EmscriptenNode }

/** The part of Emscripten's NODEFS that is replaced here: internal to PGlite, so its version is pinned. */
type NodeFsInternals = {
  realPath(node: EmscriptenNode): string
  tryFSOperation<T>(operation: () => T): T
  stream_ops: { write: unknown; fsync?: (stream: EmscriptenStream) => number }
  node_ops: { rename: (node: EmscriptenNode, folder: EmscriptenNode, name: string) => void }
}

function nodeFsOf(module: object): NodeFsInternals {
  const nodeFs = (module as { NODEFS?: NodeFsInternals }).NODEFS
  if (typeof nodeFs?.stream_ops?.write !== 'function' || typeof nodeFs.tryFSOperation !== 'function') {
    // Without this check a new PGlite could silently go back to losing acknowledged commits on power loss.
    throw new Error('PGlite no longer exposes NODEFS as expected: durability cannot be assured')
  }
  return nodeFs
}

function syncDescriptor(nfd: number): void {
  try {
    fs.fsyncSync(nfd)
  } catch (error) {
    // Windows cannot fsync a folder; PostgreSQL itself ignores that there.
    if (!(process.platform === 'win32' && fs.fstatSync(nfd).isDirectory())) throw error
  }
}

function syncPath(file: string): void {
  const handle = fs.openSync(file, 'r')
  try {
    syncDescriptor(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/**
 * PGlite's file system with a real fsync and an atomic rename.
 * Stock NodeFS has no fsync (upstream issue 1107): a power loss takes back every commit since the last write-back.
 */
export class DurableNodeFS extends NodeFS {
  override async init(pglite: PGlite, options: ModuleOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const makeDurable = (module: object): void => {
      const nodeFs = nodeFsOf(module)
      nodeFs.stream_ops.fsync = (stream) => {
        nodeFs.tryFSOperation(() =>
          stream.nfd === undefined ? syncPath(nodeFs.realPath(stream.node)) : syncDescriptor(stream.nfd),
        )
        return 0
      }
      nodeFs.node_ops.rename = (node, folder, name) => {
        const target = path.join(nodeFs.realPath(folder), name)
        nodeFs.tryFSOperation(() => fs.renameSync(nodeFs.realPath(node), target))
        node.name = name
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), makeDurable] } }
  }
}
