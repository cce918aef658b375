const a = sql<{ a: 1 }>`select
${`${b}`} \` from`.pipe()
