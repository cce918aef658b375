async function h() {
  await using a = b;
  for (await using c of d) {}
}
