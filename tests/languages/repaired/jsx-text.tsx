const a = <p>Terms & conditions, it's a=1&b=2</p>;
