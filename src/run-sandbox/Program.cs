Console.WriteLine("run-sandbox");
return 0;
