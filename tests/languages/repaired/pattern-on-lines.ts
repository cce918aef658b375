type F = ({
  a
}: { a: 1 }) => void
