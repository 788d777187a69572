namespace FastOpt.Training;

/// <summary>The style of reports: light and dark as the reader's system, one column on narrow screens, tables on paper.</summary>
internal static class ReportStyle
{
    /// <summary>The rules. Colours of series have a contrast of at least 3:1 with the card, texts of 4.5:1.</summary>
    public const string Text = """
        :root{--page:#f4f6f9;--card:#fff;--ink:#18202c;--soft:#556070;--rule:#dfe4eb;--grid:#e9edf2;--accent:#0b62c4;--hit:#0b62c4;--miss:#c2410c;
        --on:#fff;--good:#0f766e;--warn:#b45309;--bad:#b91c1c;
        --s0:#0b62c4;--s1:#c2410c;--s2:#0f766e;--s3:#7e22ce;--s4:#a16207;--s5:#be185d;--s6:#4d7c0f;--s7:#475569}
        @media (prefers-color-scheme:dark){:root{--page:#0e1218;--card:#171d26;--ink:#e8edf4;--soft:#a3afbf;--rule:#2c3644;--grid:#242d39;--accent:#6db3ff;
        --hit:#6db3ff;--miss:#ff9d5c;
        --on:#0e1218;--good:#4fd1c0;--warn:#f5b94d;--bad:#ff8a8a;
        --s0:#6db3ff;--s1:#ff9d5c;--s2:#4fd1c0;--s3:#c99bff;--s4:#e8c14a;--s5:#ff8fc0;--s6:#a3d65c;--s7:#b6c2d2}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:40px 24px 64px}
        header{margin-bottom:24px}
        .kicker{margin:0;color:var(--accent);font-size:.8rem;font-weight:650;letter-spacing:.09em;text-transform:uppercase}
        h1{margin:.1em 0 0;font-size:2.1rem;line-height:1.15;letter-spacing:-.015em}
        .subtitle{margin:.4em 0 0;color:var(--soft);font-size:1.05rem}
        h2{margin:44px 0 16px;font-size:1.3rem;letter-spacing:-.01em}
        h3{margin:0;font-size:1rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:14px;margin:0 0 16px}
        .tile,.card{background:var(--card);border:1px solid var(--rule);border-radius:12px}
        .tile{padding:14px 18px}
        .tile dt{color:var(--soft);font-size:.85rem}
        .tile dt::first-letter{text-transform:uppercase}
        .tile dd{margin:0}
        .tile b{display:block;font-size:1.75rem;line-height:1.25;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
        .tile span{color:var(--soft);font-size:.82rem}
        .verdict{margin:0 0 12px;padding:12px 18px;border-radius:12px;border:1px solid var(--rule);border-left:5px solid var(--tone);background:var(--card)}
        .good{--tone:var(--good)}.warn{--tone:var(--warn)}.bad{--tone:var(--bad)}.plain{--tone:var(--soft)}
        .grid2{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px}
        .card{margin:0;padding:18px 20px;min-width:0}
        figcaption p,.card>p{margin:.25em 0 0;color:var(--soft);font-size:.88rem}
        .legend{display:flex;flex-wrap:wrap;gap:2px 18px;margin:.4em 0 0;padding:0;list-style:none;font-size:.88rem}
        .legend li{display:flex;align-items:center;gap:7px}
        .key{width:38px;height:14px;flex:none}
        figure svg:not(.key){display:block;width:100%;height:auto;margin-top:8px;font-size:15.5px;font-variant-numeric:tabular-nums}
        svg text{fill:var(--soft)}
        svg .name{fill:var(--ink)}
        svg .note{fill:var(--ink);font-weight:600;paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
        .grid path{stroke:var(--grid);fill:none}
        .tick path,.axis{stroke:var(--soft);fill:none}
        .line{fill:none;stroke:var(--c);stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
        .marker{fill:var(--c);stroke:var(--card);stroke-width:1.2}
        .cloud{fill:none;stroke:var(--c);stroke-width:5;stroke-linecap:round;stroke-opacity:.42}
        .bars{fill:var(--c)}
        .guide{stroke:var(--soft);stroke-dasharray:5 5;stroke-width:1.3;fill:none}
        .best{stroke:var(--ink);stroke-dasharray:3 4;stroke-width:1.3;fill:none}
        .s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}.s6{--c:var(--s6)}.s7{--c:var(--s7)}
        .scroll{overflow:auto;max-height:520px;margin-top:10px}
        table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
        th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--rule)}
        th{font-weight:600}
        tr>:first-child,.left :is(th,td):nth-child(2){text-align:left}
        tbody tr:last-child>*{border-bottom:0}
        tfoot tr>*{border-top:2px solid var(--rule);border-bottom:0;font-weight:600}
        .facts{margin-top:10px}
        .facts th{color:var(--soft);font-weight:400;white-space:nowrap;vertical-align:top;padding-left:0}
        .facts td{text-align:left;overflow-wrap:anywhere}
        .matrix{width:auto;min-width:60%}
        .matrix th,.matrix td{min-width:2.3em;padding:5px 6px;text-align:center;border:2px solid var(--card);border-radius:5px}
        .matrix tbody th{text-align:right}
        .hit,.miss{background:color-mix(in srgb,var(--h) var(--v),var(--card))}
        .hit{--h:var(--hit)}.miss{--h:var(--miss)}
        .full{color:var(--on);font-weight:600}
        .none{color:var(--soft)}
        .bar{background:linear-gradient(to right,color-mix(in srgb,var(--accent) 24%,var(--card)) var(--v),transparent 0) 0 50%/100% 64% no-repeat}
        details{margin-top:10px;font-size:.88rem}
        .card>details summary,details.card summary{color:var(--soft);cursor:pointer;min-height:24px}
        summary:focus-visible,.scroll:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        pre{overflow:auto;max-height:420px;margin:8px 0 0;font:12.5px/1.45 ui-monospace,"Cascadia Mono",Consolas,monospace}
        #figures{white-space:pre-wrap;overflow-wrap:anywhere}
        .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        @media (max-width:820px){.grid2{grid-template-columns:minmax(0,1fr)}}
        @media (max-width:560px){main{padding:24px 14px 40px}h1{font-size:1.6rem}.tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:10px}
        .tile{padding:10px 12px}.tile b{font-size:1.35rem}
        .card{padding:14px}th,td{padding:5px 7px}figure svg:not(.key){font-size:21px}.line{stroke-width:3.2}.marker{stroke-width:.8}}
        @media print{body{background:#fff}.card,.tile{break-inside:avoid}details{display:none}}

        """;
}
