/** How the report looks, in light and in dark; all of it, as the page asks for no other file. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #667080; --line: #d8dee6; --back: #fff; --area: #7aa2d6;
  --info: #2f6fde; --warning: #d9860a; --critical: #d12d3a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e8ee; --soft: #97a3b2; --line: #353c46; --back: #171b21; --area: #47699a;
  --info: #6ea1f5; --warning: #f0a83a; --critical: #f2626d; } }
body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back); max-width: 1200px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; } h3 { font-size: 14px; margin: 14px 0 2px; font-weight: 600; }
p { margin: 2px 0; } .soft { color: var(--soft); }
svg { display: block; width: 100%; height: 84px; border-bottom: 1px solid var(--line); }
svg .lines { fill: var(--area); } svg .info { fill: var(--info); } svg .warning { fill: var(--warning); } svg .critical { fill: var(--critical); }
svg .span { opacity: .22; } svg a:hover .span { opacity: .5; } svg .label { fill: var(--ink); opacity: .35; }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: 12px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; font-size: 12px; white-space: nowrap; } td.when, td.number { white-space: nowrap; } .number { text-align: right; }
.severity { font-weight: 600; } td.info { color: var(--info); } td.warning { color: var(--warning); } td.critical { color: var(--critical); }
tr:target { background: color-mix(in srgb, var(--area) 22%, transparent); }
details { margin-top: 4px; } summary { cursor: pointer; color: var(--soft); } code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
details table { margin: 4px 0 8px; }
`;
