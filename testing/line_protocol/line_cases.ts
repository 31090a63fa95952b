import type { FieldValue } from "../../core/line_point.ts";

/** A line and what it says; what is left out is measurement `m`, no tags, field `f=1` and no timestamp. */
export interface AcceptedLine {
  readonly line: string;
  readonly measurement?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly timeNs?: bigint;
  /** Set where InfluxDB refuses the line and why we don't. */
  readonly unlikeInflux?: string;
}

const float = (value: number): FieldValue => ({ kind: "float", value });
const integer = (value: bigint): FieldValue => ({ kind: "integer", value });
const unsigned = (value: bigint): FieldValue => ({ kind: "unsigned", value });
const text = (value: string): FieldValue => ({ kind: "string", value });
const boolean = (value: boolean): FieldValue => ({ kind: "boolean", value });

/** Lines that the parser reads, for its own test and for the one against a real InfluxDB. */
export const ACCEPTED_LINES: readonly AcceptedLine[] = [
  { line: "m f=1" },
  { line: "m f=1 17", timeNs: 17n },
  { line: "m f=1 -17", timeNs: -17n },
  { line: "  m   f=1   17  ", timeNs: 17n },
  { line: "\tm \tf=1 \t17", timeNs: 17n },
  { line: "m f=1 1465839830100400200", timeNs: 1465839830100400200n },
  { line: "m f=1 9223372036854775806", timeNs: 9223372036854775806n },
  { line: "m f=1 -9223372036854775806", timeNs: -9223372036854775806n },
  { line: "m f=1 17\r", timeNs: 17n, unlikeInflux: "carriage return" },
  { line: "m f=1\r", unlikeInflux: "carriage return" },
  { line: 'm f="a"\r', fields: { f: text("a") } },
  { line: "m,a=1,b=2 f=1", tags: { a: "1", b: "2" } },
  { line: "m,b=2,a=1 f=1", tags: { b: "2", a: "1" } },
  { line: String.raw`a\,b\ c\=d f=1`, measurement: String.raw`a,b c\=d` },
  { line: "a=b f=1", measurement: "a=b" },
  { line: 'a"b f=1', measurement: 'a"b' },
  { line: String.raw`m,a\,b\ c\=d=e\,f\ g\=h f=1`, tags: { "a,b c=d": "e,f g=h" } },
  { line: String.raw`m,a=C:\dir\x f=1`, tags: { a: String.raw`C:\dir\x` } },
  { line: 'm,a="q" f=1', tags: { a: '"q"' } },
  { line: "m,a==b f=1", tags: { a: "=b" } },
  { line: String.raw`m a\,b\ c\=d\"e=1`, fields: { 'a,b c=d"e': float(1) } },
  { line: 'm "a"=1', fields: { '"a"': float(1) } },
  { line: "m,host=köln größe=1", tags: { host: "köln" }, fields: { größe: float(1) } },
  { line: "m f=1,f=2", fields: { f: float(2) } },
  { line: "m a=1,b=-1.5,c=.5,d=5.,e=1e3,g=1.5E-3,h=-0", fields: floats() },
  { line: "m f=9007199254740993", fields: { f: float(9007199254740992) } },
  { line: "m a=1i,b=-1i,c=9223372036854775807i", fields: integers() },
  { line: "m f=-9223372036854775808i", fields: { f: integer(-9223372036854775808n) } },
  { line: "m a=0u,b=18446744073709551615u", fields: { a: unsigned(0n), b: unsigned(18446744073709551615n) } },
  { line: "m a=t,b=T,c=true,d=True,e=TRUE", fields: booleans("abcde", true) },
  { line: "m a=f,b=F,c=false,d=False,e=FALSE", fields: booleans("abcde", false) },
  { line: 'm f=""', fields: { f: text("") } },
  { line: 'm f="a, b=c #d"', fields: { f: text("a, b=c #d") } },
  { line: String.raw`m f="say \"hi\" \\ \n \,"`, fields: { f: text(String.raw`say "hi" \ \n \,`) } },
  { line: String.raw`m f="ends in \\"`, fields: { f: text("ends in \\") } },
  { line: 'm f="two\nlines",g=1', fields: { f: text("two\nlines"), g: float(1) } },
];

/** Lines that are refused, the column, and a part of the message. */
export const REFUSED_LINES: readonly (readonly [line: string, column: number, message: string])[] = [
  ["m", 2, "expected a space and fields"],
  [",a=b f=1", 1, "a measurement"],
  ["m,a=b", 6, "expected a space and fields"],
  ["m, f=1", 3, "a tag key"],
  ["m,=b f=1", 3, "a tag key"],
  ["m,a f=1", 4, 'expected "=" and a value for tag "a"'],
  ["m,a= f=1", 5, 'a value for tag "a"'],
  ["m,a=,b=c f=1", 5, 'a value for tag "a"'],
  ["m,a=b=c f=1", 6, 'in the value of tag "a"'],
  ["m,a=b,a=c f=1", 7, 'tag "a" once'],
  ["m,b=1,a=2,b=3 f=1", 11, 'tag "b" once'],
  ["m,time=b f=1", 3, 'not reserved, got "time"'],
  ["m,_field=b f=1", 3, 'not reserved, got "_field"'],
  ["m ", 3, "a field key"],
  ["m f", 4, 'expected "=" and a value for field "f"'],
  ["m =1", 3, "a field key"],
  ["m f=", 5, 'boolean or a string in quotes for field "f", got ""'],
  ["m f=,g=1", 5, 'for field "f", got ""'],
  ["m f=1,", 7, "a field key"],
  ["m f=1,g", 8, 'value for field "g"'],
  ["m f=1,=2", 7, "a field key"],
  [String.raw`m f\\=1`, 3, 'expected "\\" once'],
  ["m f=abc", 5, 'got "abc"'],
  ["m f=tRUE", 5, 'got "tRUE"'],
  ["m f=1x", 5, 'got "1x"'],
  ["m f=1.5i", 5, 'got "1.5i"'],
  ["m f=1e2i", 5, 'got "1e2i"'],
  ["m f=-1u", 5, 'got "-1u"'],
  ["m f=1ii", 5, 'got "1ii"'],
  ["m f=i", 5, 'got "i"'],
  ["m f=-i", 5, 'got "-i"'],
  ["m f=-", 5, 'got "-"'],
  ["m f=.", 5, 'got "."'],
  ["m f=1.2.3", 5, 'got "1.2.3"'],
  ["m f=+1", 5, 'got "+1"'],
  ["m f=0x10", 5, 'got "0x10"'],
  ["m f=1e", 5, 'got "1e"'],
  ["m f=1e999", 5, 'got "1e999"'],
  ["m f=NaN", 5, 'got "NaN"'],
  ["m f=Infinity", 5, 'got "Infinity"'],
  ["m f=9223372036854775808i", 5, "a number"],
  ["m f=18446744073709551616u", 5, "a number"],
  ['m f="open', 5, 'a closing "'],
  ["m f=1 abc", 7, "a timestamp"],
  ["m f=1 1.5", 8, "a timestamp"],
  ["m f=1 -", 8, "a timestamp"],
  ["m f=1 17 g", 10, "a timestamp"],
  ["m f=1 9223372036854775807", 7, "from the year 1677"],
  ["m f=1 99999999999999999999", 7, "from the year 1677"],
  [`m,a=${"x".repeat(65_530)} f=1`, 1, "at most 65535 bytes"],
];

function floats(): Record<string, FieldValue> {
  const values = { a: 1, b: -1.5, c: 0.5, d: 5, e: 1_000, g: 0.0015, h: -0 };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, float(value)]));
}

function integers(): Record<string, FieldValue> {
  return { a: integer(1n), b: integer(-1n), c: integer(9223372036854775807n) };
}

function booleans(keys: string, value: boolean): Record<string, FieldValue> {
  return Object.fromEntries([...keys].map((key) => [key, boolean(value)]));
}
