import type { RotationRule } from "../../agent/testing/rotation.ts";

/** A way in which logrotate is told to rotate a log, and how its writer behaves meanwhile. */
export interface RotationMode {
  readonly name: string;
  /** What stands in logrotate's configuration. */
  readonly directives: readonly string[];
  /** The same, where there is no logrotate. */
  readonly rule: RotationRule;
  /**
   * `pauses`: writes nothing while the log is rotated, as what is written to a file that is being compressed, or between its copy and its
   * truncation, is lost to everybody. `lingers`: goes on with the renamed file for a moment, as a daemon does until it is told.
   */
  readonly writer: "pauses" | "lingers";
}

/** All modes that leave what they rotated, so that each line can be counted. */
export const ROTATION_MODES: readonly RotationMode[] = [
  { name: "create", directives: ["create"], rule: {}, writer: "lingers" },
  { name: "compress", directives: ["create", "compress"], rule: { compress: "now" }, writer: "pauses" },
  {
    name: "delaycompress",
    directives: ["create", "compress", "delaycompress"],
    rule: { compress: "later" },
    writer: "lingers",
  },
  { name: "copytruncate", directives: ["copytruncate"], rule: { how: "copytruncate" }, writer: "pauses" },
  {
    name: "copytruncate, compress",
    directives: ["copytruncate", "compress"],
    rule: { how: "copytruncate", compress: "now" },
    writer: "pauses",
  },
  { name: "olddir", directives: ["create", "olddir old"], rule: { oldFolder: "old" }, writer: "lingers" },
  {
    name: "olddir, compress",
    directives: ["create", "olddir old", "compress"],
    rule: { oldFolder: "old", compress: "now" },
    writer: "pauses",
  },
  {
    name: "dateext, compress",
    directives: ["create", "dateext", "dateformat -%Y%m%d-%s", "compress"],
    rule: { isDated: true, compress: "now" },
    writer: "pauses",
  },
  { name: "nocreate, extension", directives: ["nocreate", "extension .log"], rule: {}, writer: "lingers" },
  {
    name: "renamecopy, maxage",
    directives: ["create", "renamecopy", "maxage 1"],
    rule: { how: "renamecopy" },
    writer: "pauses",
  },
];
