// A function's bundle as pieces of code: what each piece names, which methods it calls on what, which commands it makes.
import { buildSync } from 'esbuild'
import { type MethodDefinition, type Node, parseSync, visitorKeys } from 'oxc-parser'
import { root } from '#infra/bundling.ts'

/** A function or a variable of a module's top level, or a method that runs only when it is called by its name. */
export interface Piece {
  /** The name at the top level that this is, or lies in. */
  unit: string
  file: string
  names: Set<string>
  /** Members that are used, each with the name of what it is used on; null where that has none. */
  uses: [on: string | null, member: string][]
  /** Names, and members as `on.member`, that are handed on whole. */
  handedOn: Set<string>
  /** Keys of object literals. */
  keys: Set<string>
  /** Classes of which something is made. */
  made: Set<string>
}

export interface Method {
  name: string
  unit: string
  piece: Piece
}

export interface BundledCode {
  units: Map<string, Piece>
  /** What runs when the module is loaded and has no name. */
  loose: Piece[]
  methods: Method[]
  /** Functions inside a unit, as `unit/name`. */
  inner: Map<string, Piece>
  /** Names that a unit takes out of the store, as `unit/name`. */
  taken: Set<string>
  /** What the store and the services consist of: each member, and the function that makes it. */
  members: Map<string, string>
}

/** Tree-shaken as it is deployed, with our own code only: packages and the SDK stay imports. */
const bundled = (entry: { entryPoints: string[] } | { stdin: { contents: string; resolveDir: string } }): string => {
  const options = { absWorkingDir: root, bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const
  return buildSync({ ...entry, ...options, target: 'node24', charset: 'utf8', write: false }).outputFiles[0]?.text ?? ''
}

export const bundledFunction = (folder: string): string => bundled({ entryPoints: [`functions/${folder}/handler.ts`] })

export const bundledText = (contents: string): string => bundled({ stdin: { contents, resolveDir: root } })

/** esbuild tells names of different modules apart by a number: `table2`. */
const plain = (name: string): string => name.replace(/\d+$/, '')

/** What a reader would call it: the name, or that of the last member. */
const nameOf = (node: Node): string | null => {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return plain(node.name)
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property)
  return null
}

type Of<Type extends Node['type']> = Extract<Node, { type: Type }>

const isFunction = ({ type }: Node): boolean => type === 'ArrowFunctionExpression' || type.startsWith('Function')

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const childrenOf = (node: Node): Node[] => {
  const fields = new Map(Object.entries(node))
  return (visitorKeys[node.type] ?? []).flatMap((key) => [fields.get(key)].flat().filter(isNode))
}

const keyOf = (key: Node): string | null => {
  if (key.type === 'Literal') return String(key.value)
  return nameOf(key)
}

class Reader {
  readonly code: BundledCode = {
    units: new Map(),
    loose: [],
    methods: [],
    inner: new Map(),
    taken: new Set(),
    members: new Map(),
  }
  readonly #files: { at: number; file: string }[]

  constructor(text: string) {
    this.#files = [...text.matchAll(/^\/\/ (\S+\.ts)$/gm)].map(({ index, 1: file = '' }) => ({ at: index, file }))
  }

  #fileAt(position: number): string {
    return this.#files.findLast(({ at }) => at < position)?.file ?? ''
  }

  /** In the store and the files, a method is only what is called; everywhere else, what is mentioned counts as run. */
  #isByName(position: number): boolean {
    return /^shared\/store\/|^shared\/runtime\/files/.test(this.#fileAt(position))
  }

  piece(node: Node, unit: string): Piece {
    const file = this.#fileAt(node.start)
    const sets = { names: new Set<string>(), handedOn: new Set<string>(), keys: new Set<string>() }
    const piece: Piece = { unit, file, ...sets, uses: [], made: new Set() }
    this.#read(node, piece)
    return piece
  }

  /** `on`: the node is what a member is taken of, and so not handed on itself. */
  #read(node: Node, piece: Piece, on = false): void {
    if (node.type === 'Identifier') {
      piece.names.add(node.name)
      if (!on) piece.handedOn.add(plain(node.name))
    } else if (node.type === 'MemberExpression') this.#readMember(node, piece, on)
    else if (node.type === 'ObjectExpression') this.#readLiteral(node, piece)
    else if (node.type === 'ObjectPattern') this.#readPattern(node, null, piece)
    else if (node.type === 'VariableDeclarator') this.#readVariable(node, piece)
    else if (node.type === 'MethodDefinition') this.#readMethod(node, piece)
    else {
      if (node.type === 'NewExpression') piece.made.add(nameOf(node.callee) ?? '')
      for (const child of childrenOf(node)) this.#read(child, piece)
    }
  }

  #readMember(node: Of<'MemberExpression'>, piece: Piece, on: boolean): void {
    const [object, member] = [nameOf(node.object), nameOf(node)]
    if (member !== null) piece.uses.push([object, member])
    if (member !== null && !on) piece.handedOn.add(`${object}.${member}`)
    this.#read(node.object, piece, !node.computed)
    if (node.computed) this.#read(node.property, piece)
  }

  #readLiteral(node: Of<'ObjectExpression'>, piece: Piece): void {
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        this.#read(property, piece)
        continue
      }
      const key = property.computed ? null : keyOf(property.key)
      if (property.computed) this.#read(property.key, piece)
      if (key !== null && isFunction(property.value) && this.#isByName(node.start)) {
        this.#addMethod(key, property.value, piece)
        continue
      }
      if (key !== null) piece.keys.add(key)
      if (key !== null) this.#noteMember(key, property.value, piece)
      this.#read(property.value, piece)
    }
  }

  #noteMember(key: string, value: Node, { unit }: Piece): void {
    if (unit !== 'storeIn' && unit !== 'liveServices') return
    const maker = value.type === 'CallExpression' && value.callee.type === 'Identifier' ? value.callee.name : null
    if (maker !== null) this.code.members.set(key, maker)
  }

  #readMethod(node: MethodDefinition, piece: Piece): void {
    const name = nameOf(node.key)
    if (name !== null && node.kind === 'method' && this.#isByName(node.start)) this.#addMethod(name, node.value, piece)
    else this.#read(node.value, piece)
  }

  #addMethod(name: string, body: Node, { unit }: Piece): void {
    this.code.methods.push({ name, unit, piece: this.piece(body, unit) })
  }

  #readVariable({ id, init }: Of<'VariableDeclarator'>, piece: Piece): void {
    if (init && id.type === 'Identifier' && isFunction(init) && this.#isByName(init.start)) {
      this.code.inner.set(`${piece.unit}/${id.name}`, this.piece(init, piece.unit))
      return
    }
    if (id.type === 'ObjectPattern') this.#readPattern(id, init && nameOf(init), piece)
    if (init) this.#read(init, piece, id.type === 'ObjectPattern')
  }

  #readPattern(pattern: Of<'ObjectPattern'>, from: string | null, piece: Piece): void {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') continue
      const key = keyOf(property.key)
      if (key !== null) piece.uses.push([from, key])
      if (from === 'store' && key !== null) this.code.taken.add(`${piece.unit}/${key}`)
      const inner = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
      if (property.value.type === 'AssignmentPattern') this.#read(property.value.right, piece)
      if (inner.type === 'ObjectPattern') this.#readPattern(inner, key, piece)
    }
  }

  statement(node: Node): void {
    const { units, loose } = this.code
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      const name = node.id?.name ?? ''
      units.set(name, this.piece(node, name))
    } else if (node.type === 'VariableDeclaration') {
      for (const declared of node.declarations) {
        if (declared.id.type === 'Identifier' && declared.init)
          units.set(declared.id.name, this.piece(declared.init, declared.id.name))
        else loose.push(this.piece(declared, ''))
      }
    } else loose.push(this.piece(node, ''))
  }
}

export const readCode = (text: string): BundledCode => {
  const { program, errors } = parseSync('bundle.mjs', text)
  if (errors.length > 0) throw new Error(`The bundle is no JavaScript: ${errors[0]?.message}`)
  const reader = new Reader(text)
  for (const statement of program.body) reader.statement(statement)
  return reader.code
}
