import { XMLParser } from 'fast-xml-parser'

/** An element of a picture with its attributes; `text` is what stands directly in it. */
export interface Shape { name: string; attributes: Readonly<Record<string, string>>; text: string; children: Shape[] }

// The external entities of a document are never read; what a picture says is inert.
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: false, htmlEntities: true })

type Node = Record<string, unknown>
const isList = (value: unknown): value is Node[] => Array.isArray(value)

function shapesIn(nodes: readonly Node[]): Shape[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (!name || name === '#text' || name.startsWith('?')) return []
    const children = isList(node[name]) ? node[name] : []
    const text = children.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('')
    return [{ name, text, attributes: (node[':@'] ?? {}) as Record<string, string>, children: shapesIn(children) }]
  })
}

/** The shapes of a picture, or none when it is no SVG. */
export function shapesOf(svg: string): Shape[] {
  const [root] = shapesIn(parser.parse(svg) as Node[])
  return root?.name === 'svg' ? root.children : []
}
