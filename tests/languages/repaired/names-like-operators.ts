interface Robot {
  idle?: Animation
  in_motion?: Animation
  in2: Animation
  in$: Animation
  inner: Animation
}
type Both = { idle: Animation
  in_motion: Animation }
